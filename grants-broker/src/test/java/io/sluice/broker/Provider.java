package io.sluice.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * An OIDC provider that does what a test tells it to: signs people in by their user name, checks PKCE, uses codes once; and on demand
 * gives tokens that no honest provider would, or does not answer.
 */
public final class Provider implements AutoCloseable {
    static final String CLIENT = "grants-broker";
    static final String SECRET = "a-secret-of-the-tests-only-0123456789abcdef";

    private final HttpServer server;
    private final RsaJsonWebKey key;
    private final People people;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, String> sessions = new ConcurrentHashMap<>();
    private final List<URI> seen = new CopyOnWriteArrayList<>();
    private volatile Tokens.Forger forger = Tokens.HONEST;
    private volatile boolean down;

    /** Who can sign in: the groups of a user. */
    interface People {
        List<String> groups(String user);
    }

    record Code(String user, String challenge, String nonce, String redirect) {}

    Provider(People people) {
        this.people = people;
        try {
            key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("tests-1");
            key.setUse("sig");
            key.setAlgorithm("RS256");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The addresses that were asked for, with their queries. */
    List<URI> seen() {
        return seen;
    }

    void forging(Tokens.Forger how) {
        forger = how;
    }

    /** Breaks connections off instead of answering. */
    void down(boolean now) {
        down = now;
    }

    Tokens tokens(String user) {
        return new Tokens(issuer(), CLIENT, key, user, people.groups(user));
    }

    private void answer(HttpExchange exchange) throws IOException {
        seen.add(exchange.getRequestURI());
        // The JDK's server drops idle connections when there are many, just when somebody uses one again.
        exchange.getResponseHeaders().set("Connection", "close");
        try (exchange) {
            if (down) {
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/.well-known/openid-configuration" -> json(exchange, discovery());
                case "/jwks" -> json(exchange, "{\"keys\":[" + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}");
                case "/authorize" -> authorize(exchange);
                case "/login" -> login(exchange);
                case "/token" -> token(exchange);
                case "/end-session" -> endSession(exchange);
                default -> send(exchange, 404, "text/plain", "no such page");
            }
        }
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/jwks",
                 "end_session_endpoint":"%1$s/end-session","response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"],"code_challenge_methods_supported":["S256"]}
                """.formatted(issuer());
    }

    private void authorize(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String user = sessions.get(cookie(exchange));
        if (user != null) {
            redirectWithCode(exchange, user, form(query));
            return;
        }
        send(exchange, 200, "text/html", """
                <!DOCTYPE html><html lang="en"><head><title>Sign in</title></head><body><main><h1>Sign in</h1>
                <form method="post" action="/login?%s"><label for="user">User</label><input id="user" name="user">
                <button>Sign in</button></form></main></body></html>""".formatted(query.replace("&", "&amp;")));
    }

    private void login(HttpExchange exchange) throws IOException {
        String user = form(body(exchange)).get("user");
        if (people.groups(user) == null) {
            send(exchange, 401, "text/plain", "nobody of that name");
            return;
        }
        String session = UUID.randomUUID().toString();
        sessions.put(session, user);
        exchange.getResponseHeaders().add("Set-Cookie", "provider=" + session + "; HttpOnly; Path=/; SameSite=Lax");
        redirectWithCode(exchange, user, form(exchange.getRequestURI().getRawQuery()));
    }

    private void redirectWithCode(HttpExchange exchange, String user, Map<String, String> asked) throws IOException {
        if (!"S256".equals(asked.get("code_challenge_method")) || !CLIENT.equals(asked.get("client_id"))) {
            send(exchange, 400, "text/plain", "PKCE is required");
            return;
        }
        String code = UUID.randomUUID().toString();
        String redirect = asked.get("redirect_uri");
        codes.put(code, new Code(user, asked.get("code_challenge"), asked.get("nonce"), redirect));
        exchange.getResponseHeaders()
                .add("Location", redirect + "?code=" + code + "&state=" + encoded(asked.get("state")));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(body(exchange));
        String basic = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.US_ASCII));
        if (!("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "application/json", "{\"error\":\"invalid_client\"}");
            return;
        }
        Code code = codes.remove(String.valueOf(asked.get("code")));
        if (code == null || !code.challenge().equals(challenge(asked.get("code_verifier")))) {
            send(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        Tokens tokens = tokens(code.user());
        json(
                exchange,
                "{\"access_token\":\"%s\",\"id_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                        .formatted(tokens.access(), forger.idToken(tokens.withNonce(code.nonce()))));
    }

    private void endSession(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        sessions.remove(cookie(exchange));
        exchange.getResponseHeaders().add("Set-Cookie", "provider=; Path=/; Max-Age=0");
        exchange.getResponseHeaders().add("Location", asked.get("post_logout_redirect_uri"));
        exchange.sendResponseHeaders(302, -1);
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256")
                            .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cookie(HttpExchange exchange) {
        return String.join("; ", exchange.getRequestHeaders().getOrDefault("Cookie", List.of()))
                .transform(all -> List.of(all.split("; ")).stream()
                        .filter(one -> one.startsWith("provider="))
                        .map(one -> one.substring("provider=".length()))
                        .findFirst()
                        .orElse(""));
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : List.of(text.split("&", -1))) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void json(HttpExchange exchange, String text) throws IOException {
        send(exchange, 200, "application/json", text);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
