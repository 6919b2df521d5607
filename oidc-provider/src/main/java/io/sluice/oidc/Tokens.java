package io.sluice.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** What tokens say, and with what they are signed. */
@Configuration(proxyBeanMethods = false)
class Tokens {
    /** Longer than any token that a key signs: Spring Authorization Server's ID tokens live for 30 minutes. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Base64StringKeyGenerator REFRESH =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 96);

    @Bean
    JWKSource<SecurityContext> signingKeys(Settings settings) {
        return new SigningKeys(Clock.systemUTC(), settings.keyLifetime(), LONGEST);
    }

    @Bean
    JwtEncoder encoder(JWKSource<SecurityContext> keys) {
        var encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(java.util.List::getFirst);
        return encoder;
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> generator(JwtEncoder encoder, Directory directory) {
        var jwt = new JwtGenerator(encoder);
        jwt.setJwtCustomizer(context -> describe(context, directory));
        return new DelegatingOAuth2TokenGenerator(jwt, Tokens::refreshToken);
    }

    /** Who the person is, in each token: whoever verifies it needs nothing else. */
    private static void describe(JwtEncodingContext context, Directory directory) {
        var name = context.getPrincipal().getName();
        var person =
                directory.person(name).orElseThrow(() -> new IllegalStateException(name + " is not in the directory"));
        context.getClaims()
                .claim("preferred_username", person.userName())
                .claim("name", person.displayName())
                .claim("email", person.email())
                .claim("email_verified", true)
                .claim("groups", person.groups());
    }

    /** Like Spring's, but for public clients as well: theirs are used once, each use gives the next (RFC 9700, section 4.14.2). */
    private static OAuth2RefreshToken refreshToken(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        var now = Clock.systemUTC().instant();
        var lifetime = context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive();
        return new OAuth2RefreshToken(REFRESH.generateKey(), now, now.plus(lifetime));
    }
}
