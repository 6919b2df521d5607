package io.sluice.redaction.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** An OIDC provider as far as a service needs one: its discovery document, its keys, and tokens signed with them. */
final class Issuer implements AutoCloseable {
    private final HttpServer server;
    private final KeyPair keys = keys();

    Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        answer(
                "/.well-known/openid-configuration",
                "{\"issuer\": \"" + url() + "\", \"jwks_uri\": \"" + url() + "/keys\", \"authorization_endpoint\": \""
                        + url() + "/a\", \"token_endpoint\": \"" + url() + "/t\"}");
        answer(
                "/keys",
                "{\"keys\": [{\"kty\": \"RSA\", \"kid\": \"k\", \"use\": \"sig\", \"alg\": \"RS256\", \"n\": \""
                        + base64(((RSAPublicKey) keys.getPublic()).getModulus()) + "\", \"e\": \""
                        + base64(((RSAPublicKey) keys.getPublic()).getPublicExponent()) + "\"}]}");
        server.start();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private void answer(String path, String json) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length());
            exchange.getResponseBody().write(json.getBytes(UTF_8));
            exchange.close();
        });
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A token for somebody of this group, made for this audience. */
    String token(String group, String audience) {
        long now = Instant.now().getEpochSecond();
        String claims = "{\"iss\": \"" + url() + "\", \"sub\": \"somebody\", \"aud\": \"" + audience + "\", \"iat\": "
                + now + ", \"exp\": " + (now + 300) + ", \"groups\": [\"" + group + "\"]}";
        String signed = base64("{\"alg\": \"RS256\", \"kid\": \"k\", \"typ\": \"JWT\"}".getBytes(UTF_8)) + "."
                + base64(claims.getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
