package io.sluice.lake.webidentity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims of a token that was verified. Prints none of them but its issuer. */
public final class WebToken {
    private final JWTClaimsSet claims;

    WebToken(JWTClaimsSet claims) {
        this.claims = claims;
    }

    public String issuer() {
        return claims.getIssuer();
    }

    public String subject() {
        return claims.getSubject();
    }

    public List<String> audience() {
        return claims.getAudience();
    }

    public Instant expires() {
        return claims.getExpirationTime().toInstant();
    }

    /** The token's own id, {@code jti}. */
    public Optional<String> id() {
        return Optional.ofNullable(claims.getJWTID());
    }

    public boolean has(String name) {
        return claims.getClaim(name) != null;
    }

    /** A claim that is a text; none where it is not there or something else. */
    public Optional<String> text(String name) {
        return claims.getClaim(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A claim that is a list of texts; empty where it is not there or something else. */
    public List<String> texts(String name) {
        try {
            var list = claims.getStringListClaim(name);
            return list == null ? List.of() : List.copyOf(list);
        } catch (ParseException | NullPointerException _) {
            return List.of();
        }
    }

    /** A claim that is an object; none where it is not there. */
    public Optional<Map<String, Object>> object(String name) {
        try {
            return Optional.ofNullable(claims.getJSONObjectClaim(name));
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "WebToken[of " + issuer() + "]";
    }
}
