package io.sluice.oidc;

import java.security.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Gives whoever signs in on another device an ID token. Spring Authorization Server refuses the scope {@code openid} in a device
 * authorization, since no specification joins the two; Keycloak, Okta and Entra accept it, and so must a provider that stands in for
 * them. Everything else of the grant (RFC 8628) is Spring's.
 */
final class DeviceSignIn {
    private static final String OPENID = "openid";

    private final OAuth2AuthorizationService authorizations;
    private final OAuth2TokenGenerator<OAuth2Token> tokens;

    DeviceSignIn(OAuth2AuthorizationService authorizations, OAuth2TokenGenerator<OAuth2Token> tokens) {
        this.authorizations = authorizations;
        this.tokens = tokens;
    }

    /** Takes {@code openid} out of what Spring is asked for; the ID token is given in any case. */
    void acceptOpenId(List<AuthenticationProvider> providers) {
        providers.replaceAll(provider -> provider instanceof OAuth2DeviceAuthorizationRequestAuthenticationProvider
                ? new Around(provider) {
                    @Override
                    public Authentication authenticate(Authentication request) {
                        return provider.authenticate(
                                withoutOpenId((OAuth2DeviceAuthorizationRequestAuthenticationToken) request));
                    }
                }
                : provider);
    }

    /** Adds the ID token to what Spring answers to a device code. */
    void giveIdTokens(List<AuthenticationProvider> providers) {
        providers.replaceAll(provider -> provider instanceof OAuth2DeviceCodeAuthenticationProvider
                ? new Around(provider) {
                    @Override
                    public Authentication authenticate(Authentication request) {
                        return withIdToken(
                                (OAuth2DeviceCodeAuthenticationToken) request,
                                (OAuth2AccessTokenAuthenticationToken) provider.authenticate(request));
                    }
                }
                : provider);
    }

    private abstract static class Around implements AuthenticationProvider {
        private final AuthenticationProvider inner;

        Around(AuthenticationProvider inner) {
            this.inner = inner;
        }

        @Override
        public boolean supports(Class<?> request) {
            return inner.supports(request);
        }
    }

    private static Authentication withoutOpenId(OAuth2DeviceAuthorizationRequestAuthenticationToken request) {
        var scopes = new HashSet<>(request.getScopes());
        scopes.remove(OPENID);
        return new OAuth2DeviceAuthorizationRequestAuthenticationToken(
                (Authentication) request.getPrincipal(),
                request.getAuthorizationUri(),
                scopes,
                request.getAdditionalParameters());
    }

    private Authentication withIdToken(
            OAuth2DeviceCodeAuthenticationToken request, OAuth2AccessTokenAuthenticationToken answer) {
        var authorization =
                authorizations.findByToken(answer.getAccessToken().getTokenValue(), OAuth2TokenType.ACCESS_TOKEN);
        var scopes = new HashSet<>(authorization.getAuthorizedScopes());
        scopes.add(OPENID);
        var jwt = (Jwt) tokens.generate(DefaultOAuth2TokenContext.builder()
                .registeredClient(answer.getRegisteredClient())
                .principal(authorization.<Authentication>getAttribute(Principal.class.getName()))
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .authorization(authorization)
                .authorizedScopes(scopes)
                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .authorizationGrant(request)
                .tokenType(new OAuth2TokenType("id_token"))
                .build());
        var idToken = new OidcIdToken(jwt.getTokenValue(), jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getClaims());
        // Kept with the authorization, so that a refresh gives the next one.
        authorizations.save(OAuth2Authorization.from(authorization)
                .authorizedScopes(scopes)
                .token(
                        idToken,
                        metadata -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, jwt.getClaims()))
                .build());
        Map<String, Object> more = new HashMap<>(answer.getAdditionalParameters());
        more.put("id_token", idToken.getTokenValue());
        return new OAuth2AccessTokenAuthenticationToken(
                answer.getRegisteredClient(),
                (Authentication) answer.getPrincipal(),
                answer.getAccessToken(),
                answer.getRefreshToken(),
                more);
    }
}
