package io.sluice.lake.webidentity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An OpenID Connect provider with generated keys, as far as a relying party without a browser sees it. */
public final class Issuer implements AutoCloseable {
    public static final String CLIENT = "grants-broker";

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile List<JWK> keys;
    private volatile String discovery;
    private volatile int status = 200;

    public Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery));
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            answer(exchange, new JWKSet(keys).toString());
        });
        keys = List.of(rsa());
        server.start();
        discovery = "{\"issuer\": \"" + url() + "\", \"jwks_uri\": \"" + url() + "/keys\"}";
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    public static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Publishes this key and no other, and signs with it from now on. */
    public void rotate(JWK key) {
        keys = List.of(key);
    }

    /** Answers everything with this status. */
    public void answerWith(int other) {
        status = other;
    }

    /** Shows another discovery document. */
    public void discover(String json) {
        discovery = json;
    }

    /** How often its keys were asked for. */
    public int fetches() {
        return fetches.get();
    }

    public JWK key() {
        return keys.getFirst();
    }

    /** A token of this person for the client, good for five minutes. */
    public String token(String subject) {
        return token(subject, UnaryOperator.identity());
    }

    /** The same with other claims. */
    public String token(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(key(), claims(subject, change));
    }

    public JWTClaimsSet claims(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
        var now = Instant.now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(url())
                        .subject(subject)
                        .audience(CLIENT)
                        .jwtID(UUID.randomUUID().toString())
                        .claim("email", subject + "@shopfast.example")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300))))
                .build();
    }

    public static String sign(JWK key, JWTClaimsSet claims) {
        try {
            var algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
            JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
            var header = new JWSHeader.Builder(algorithm)
                    .keyID(key.getKeyID())
                    .type(JOSEObjectType.JWT)
                    .build();
            var jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
