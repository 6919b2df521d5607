package io.sluice.broker;

import java.security.PrivateKey;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The tokens of one person: honest ones, and ones in which something was changed. */
record Tokens(String issuer, String client, RsaJsonWebKey key, String user, List<String> groups, String nonce) {

    /** What the provider gives for an id token. */
    interface Forger {
        String idToken(Tokens honest);
    }

    static final Forger HONEST = tokens -> tokens.id(claims -> {});

    Tokens(String issuer, String client, RsaJsonWebKey key, String user, List<String> groups) {
        this(issuer, client, key, user, groups, null);
    }

    Tokens withNonce(String given) {
        return new Tokens(issuer, client, key, user, groups, given);
    }

    String access() {
        return id(claims -> claims.setStringClaim("scope", "openid profile email"));
    }

    String id(Consumer<JwtClaims> changes) {
        JwtClaims claims = claims();
        changes.accept(claims);
        return signed(claims, key.getPrivateKey());
    }

    /** Signed by somebody else's key, under this one's name. */
    String foreign(PrivateKey other) {
        return signed(claims(), other);
    }

    String unsigned() {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims().toJson());
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        return compact(token);
    }

    private JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(user);
        claims.setAudience(client);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(60);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        claims.setStringClaim("email", user + "@shopfast.example");
        claims.setStringClaim("name", user);
        claims.setStringClaim("preferred_username", user);
        claims.setStringListClaim("groups", groups);
        if (nonce != null) {
            claims.setStringClaim("nonce", nonce);
        }
        return claims;
    }

    private String signed(JwtClaims claims, PrivateKey by) {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(by);
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return compact(token);
    }

    private static String compact(JsonWebSignature token) {
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
