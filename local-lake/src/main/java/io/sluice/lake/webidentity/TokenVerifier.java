package io.sluice.lake.webidentity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.lake.webidentity.TokenException.Reason;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Verifies tokens of issuers by the keys that these publish. Only RS256 and ES256 count: a token that is not signed, or signed with a
 * secret that it shares with others, is none. From <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a> and <a
 * href="https://www.rfc-editor.org/rfc/rfc8725">JSON Web Token best current practices</a>. Safe for use by several threads.
 */
public final class TokenVerifier implements AutoCloseable {
    private static final int MAX_KEYS = 20;
    private static final int LEAST_RSA_BITS = 2048;
    /** How much a provider's clock may be ahead. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private final JsonFetch fetch;
    private final Clock clock;
    private final Map<String, IssuerKeys> issuers = new ConcurrentHashMap<>();

    /**
     * A verifier that knows no keys yet.
     *
     * @param patience how long fetching a document from an issuer may take
     */
    public TokenVerifier(Duration patience, Clock clock) {
        this.fetch = new JsonFetch(patience);
        this.clock = clock;
    }

    /** Who a token says has issued it, before anything of it is believed. */
    public static Optional<String> claimedIssuer(String token) {
        try {
            return Optional.ofNullable(SignedJWT.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    /** What is signed of a token: the same for every signature that could be made of it. */
    public static String signedPart(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    /**
     * The token's claims, where all holds.
     *
     * @param issuer whose token it must be
     * @param audiences one of which it must be for
     */
    public WebToken verify(String token, String issuer, Set<String> audiences) throws TokenException {
        SignedJWT jwt = parse(token);
        JWTClaimsSet claims = claims(jwt);
        if (!issuer.equals(claims.getIssuer())) {
            throw new TokenException(Reason.ISSUER, "The token is of another issuer than " + issuer);
        }
        signature(jwt, issuer);
        required(claims);
        times(claims);
        if (claims.getAudience().stream().noneMatch(audiences::contains)) {
            throw new TokenException(Reason.AUDIENCE, "Incorrect token audience");
        }
        return new WebToken(claims);
    }

    private static SignedJWT parse(String token) throws TokenException {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
                throw malformed();
            }
            return jwt;
        } catch (ParseException _) {
            throw malformed();
        }
    }

    private static JWTClaimsSet claims(SignedJWT jwt) throws TokenException {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException _) {
            throw malformed();
        }
    }

    private static TokenException malformed() {
        return new TokenException(
                Reason.MALFORMED,
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
    }

    private void signature(SignedJWT jwt, String issuer) throws TokenException {
        String keyId = Optional.ofNullable(jwt.getHeader().getKeyID()).orElse("");
        JWSAlgorithm algorithm = jwt.getHeader().getAlgorithm();
        var published = issuers.computeIfAbsent(issuer, url -> new IssuerKeys(url, fetch, clock))
                .keys(keyId);
        List<JWK> candidates = new JWKSelector(matcher(algorithm, keyId)).select(published);
        for (JWK key : candidates.subList(0, Math.min(candidates.size(), MAX_KEYS))) {
            if (holds(jwt, key)) {
                return;
            }
        }
        throw new TokenException(
                Reason.SIGNATURE,
                candidates.isEmpty()
                        ? "The token is signed with a key that its provider does not publish"
                        : "The signature of the token does not hold");
    }

    private static JWKMatcher matcher(JWSAlgorithm algorithm, String keyId) {
        var matcher = new JWKMatcher.Builder()
                .keyType(KeyType.forAlgorithm(algorithm))
                .keyUses(KeyUse.SIGNATURE, null)
                .algorithms(algorithm, null);
        return (keyId.isEmpty() ? matcher : matcher.keyID(keyId)).build();
    }

    private static boolean holds(SignedJWT jwt, JWK key) {
        try {
            return switch (key) {
                case RSAKey rsa -> rsa.size() >= LEAST_RSA_BITS && jwt.verify(new RSASSAVerifier(rsa));
                case ECKey ec -> jwt.verify(verifier(ec));
                default -> false;
            };
        } catch (JOSEException _) {
            return false;
        }
    }

    private static JWSVerifier verifier(ECKey key) throws JOSEException {
        return new ECDSAVerifier(key);
    }

    private static void required(JWTClaimsSet claims) throws TokenException {
        require("sub", claims.getSubject());
        require("exp", claims.getExpirationTime());
        require("aud", claims.getAudience().isEmpty() ? null : claims.getAudience());
    }

    private static void require(String name, Object claim) throws TokenException {
        if (claim == null || claim.equals("")) {
            throw new TokenException(Reason.CLAIM, "Missing a required claim: " + name);
        }
    }

    private void times(JWTClaimsSet claims) throws TokenException {
        var now = clock.instant();
        var expires = claims.getExpirationTime().toInstant();
        if (!now.isBefore(expires)) {
            throw new TokenException(
                    Reason.EXPIRED,
                    "Token expired: current date/time " + now.getEpochSecond()
                            + " must be before the expiration date/time " + expires.getEpochSecond());
        }
        var latest = now.plus(SKEW);
        if (isAfter(claims.getNotBeforeTime(), latest) || isAfter(claims.getIssueTime(), latest)) {
            throw new TokenException(Reason.NOT_YET, "The token is not valid yet");
        }
    }

    private static boolean isAfter(Date claim, Instant latest) {
        return claim != null && claim.toInstant().isAfter(latest);
    }

    @Override
    public void close() {
        fetch.close();
    }
}
