package io.sluice.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

final class AuthorizationsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final OAuth2TokenType CODE = new OAuth2TokenType("code");

    private final Authorizations authorizations = new Authorizations(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void moreThanAHundredPeopleCanBeAboutToSignIn() {
        for (int i = 0; i < 500; i++) {
            authorizations.save(waiting("code-" + i, NOW.plusSeconds(60)));
        }

        assertThat(authorizations.findByToken("code-0", CODE)).isNotNull();
        assertThat(authorizations.findByToken("code-499", CODE)).isNotNull();
        assertThat(authorizations.findByToken("code-500", CODE)).isNull();
    }

    @Test
    void aTokenIsFoundAsWhatItIsAndAsNothingElse() {
        authorizations.save(waiting("code", NOW.plusSeconds(60)));

        assertThat(authorizations.findByToken("code", null)).isNotNull();
        assertThat(authorizations.findByToken("code", OAuth2TokenType.REFRESH_TOKEN))
                .isNull();
        assertThat(authorizations.findByToken("code", new OAuth2TokenType("state")))
                .isNull();
        assertThat(authorizations.findByToken("code", new OAuth2TokenType("anything")))
                .isNull();
    }

    @Test
    void whatCannotBeUsedAnyMoreIsForgotten() {
        var over = waiting("code", NOW.minusSeconds(1));
        var refreshable = OAuth2Authorization.from(waiting("code-2", NOW.minusSeconds(1)))
                .refreshToken(new OAuth2RefreshToken("refresh", NOW.minusSeconds(9), NOW.plusSeconds(60)))
                .build();
        authorizations.save(over);
        authorizations.save(refreshable);
        authorizations.save(waiting("code-3", NOW.plusSeconds(60)));

        assertThat(authorizations.findById(over.getId())).isNull();
        assertThat(authorizations.findByToken("refresh", OAuth2TokenType.REFRESH_TOKEN))
                .isEqualTo(refreshable);
    }

    private static OAuth2Authorization waiting(String code, Instant expires) {
        var client = RegisteredClient.withId("cli")
                .clientId("cli")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://127.0.0.1/callback")
                .build();
        return OAuth2Authorization.withRegisteredClient(client)
                .id(code)
                .principalName("cleo")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .token(new OAuth2AuthorizationCode(code, expires.minusSeconds(300), expires))
                .build();
    }
}
