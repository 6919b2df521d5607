package io.sluice.oidc;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Sign-ins, in memory, until their last token has expired. Spring's own keeps a hundred that nobody has finished, which two hundred people
 * who sign in at once exceed, and finished ones for ever.
 */
final class Authorizations implements OAuth2AuthorizationService {
    private static final Map<String, Class<? extends OAuth2Token>> KINDS = Map.of(
            "code", OAuth2AuthorizationCode.class,
            "access_token", OAuth2AccessToken.class,
            "refresh_token", OAuth2RefreshToken.class,
            "id_token", OidcIdToken.class,
            "user_code", OAuth2UserCode.class,
            "device_code", OAuth2DeviceCode.class);

    private final Map<String, OAuth2Authorization> byId = new ConcurrentHashMap<>();
    private final Clock clock;

    Authorizations(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        var now = clock.instant();
        byId.values().removeIf(kept -> over(kept, now));
        byId.put(authorization.getId(), authorization);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
    }

    @Override
    public OAuth2Authorization findById(String id) {
        return byId.get(id);
    }

    @Override
    public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
        return byId.values().stream()
                .filter(authorization -> has(authorization, token, Optional.ofNullable(type)))
                .findFirst()
                .orElse(null);
    }

    private static boolean has(OAuth2Authorization authorization, String token, Optional<OAuth2TokenType> type) {
        if (type.isPresent() && "state".equals(type.get().getValue())) {
            return token.equals(authorization.getAttribute("state"));
        }
        for (var kind : KINDS.entrySet()) {
            boolean asked = type.isEmpty() || type.get().getValue().equals(kind.getKey());
            var kept = asked ? authorization.getToken(kind.getValue()) : null;
            if (kept != null && kept.getToken().getTokenValue().equals(token)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing of it can be used any more. What waits for consent has no token yet, and is kept. */
    private static boolean over(OAuth2Authorization authorization, Instant now) {
        boolean any = false;
        for (var kind : KINDS.values()) {
            var kept = authorization.getToken(kind);
            if (kept != null) {
                var expires = kept.getToken().getExpiresAt();
                if (expires == null || !expires.isBefore(now)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }
}
