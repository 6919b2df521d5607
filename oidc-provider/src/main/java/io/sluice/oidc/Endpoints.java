package io.sluice.oidc;

import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderConfiguration;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** Which path is answered by whom, and who must be signed in for it. */
@Configuration(proxyBeanMethods = false)
class Endpoints {
    @Bean
    AuthorizationServerSettings issuer(Settings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.issuer().toString())
                .build();
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new Authorizations(Clock.systemUTC());
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocol(
            HttpSecurity http,
            RegisteredClientRepository clients,
            OAuth2AuthorizationService authorizations,
            OAuth2TokenGenerator<OAuth2Token> tokens)
            throws Exception {
        var server = OAuth2AuthorizationServerConfigurer.authorizationServer();
        var publicClients = new PublicClients(clients);
        var devices = new DeviceSignIn(authorizations, tokens);
        var endpoints = server.getEndpointsMatcher();
        http.securityMatcher(request -> endpoints.matches(request) && !SignOut.isWithoutHint(request))
                .with(
                        server,
                        protocol -> protocol.oidc(oidc -> oidc.userInfoEndpoint(
                                                info -> info.userInfoMapper(Endpoints::everything))
                                        .providerConfigurationEndpoint(discovery ->
                                                discovery.providerConfigurationCustomizer(Endpoints::discovered)))
                                .clientAuthentication(client -> client.authenticationConverter(publicClients)
                                        .authenticationProvider(publicClients))
                                .deviceAuthorizationEndpoint(begin -> begin.verificationUri("/activate")
                                        .authenticationProviders(devices::acceptOpenId))
                                .deviceVerificationEndpoint(verify -> verify.deviceVerificationResponseHandler(
                                        new SimpleUrlAuthenticationSuccessHandler("/activated")))
                                .tokenEndpoint(token -> token.authenticationProviders(devices::giveIdTokens)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain signIn(HttpSecurity http, SignOut signOut) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/", "/error", SignOut.PATH)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(Customizer.withDefaults())
                .logout(end -> end.logoutSuccessHandler(signOut))
                .build();
    }

    /** What clients of the {@link Directory} may really do, of all that Spring could. */
    private static void discovered(OidcProviderConfiguration.Builder provider) {
        provider.grantTypes(grants -> replace(
                        grants,
                        List.of("authorization_code", "refresh_token", AuthorizationGrantType.DEVICE_CODE.getValue())))
                .tokenEndpointAuthenticationMethods(
                        methods -> replace(methods, List.of("client_secret_basic", "client_secret_post", "none")))
                .scopes(scopes -> replace(scopes, List.of("openid", "profile", "email")));
    }

    private static void replace(List<String> all, List<String> by) {
        all.clear();
        all.addAll(by);
    }

    /** What the ID token says of the person, whatever scopes were asked for: every client here is the company's own. */
    private static OidcUserInfo everything(OidcUserInfoAuthenticationContext context) {
        var claims = context.getAuthorization().getToken(OidcIdToken.class).getToken();
        return OidcUserInfo.builder()
                .subject(claims.getSubject())
                .name(claims.getFullName())
                .preferredUsername(claims.getPreferredUsername())
                .email(claims.getEmail())
                .emailVerified(true)
                .claim("groups", claims.getClaimAsStringList("groups"))
                .build();
    }
}
