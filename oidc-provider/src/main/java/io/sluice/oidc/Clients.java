package io.sluice.oidc;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The {@link Directory} as Spring Security wants it: users with their passwords, clients with what each may do. */
@Configuration(proxyBeanMethods = false)
class Clients {
    private static final Duration SIGNED_IN = Duration.ofHours(12);

    @Bean
    Directory directory(Settings settings) throws java.io.IOException {
        return Directory.read(settings.directory());
    }

    /** The cheapest there is: the directory's file has the passwords as they are, so a costly hash in memory protects nothing. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(4);
    }

    @Bean
    UserDetailsService users(Directory directory, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(directory.users().stream()
                .map(person -> User.withUsername(person.userName())
                        .password(encoder.encode(person.password()))
                        .authorities("person")
                        .build())
                .toList());
    }

    @Bean
    RegisteredClientRepository registered(Directory directory, PasswordEncoder encoder) {
        return new InMemoryRegisteredClientRepository(directory.clients().stream()
                .map(client -> registered(client, encoder))
                .toList());
    }

    private static RegisteredClient registered(Directory.Client client, PasswordEncoder encoder) {
        var builder = RegisteredClient.withId(client.id())
                .clientId(client.id())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(client.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(client.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(java.util.List.of("openid", "profile", "email")))
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(TokenSettings.builder()
                        .reuseRefreshTokens(false)
                        .refreshTokenTimeToLive(SIGNED_IN)
                        .build());
        client.secret()
                .ifPresentOrElse(
                        secret -> builder.clientSecret(encoder.encode(secret))
                                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST),
                        () -> builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE));
        return builder.build();
    }
}
