package io.sluice.oidc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets a public client, which has no secret, begin a device authorization, ask for its tokens, use a refresh token and give one back:
 * each time the code or token that it shows is what proves it (RFC 8628, section 3.4; RFC 6749, section 6). The exchange of an
 * authorization code is not among them: there PKCE is the proof, which Spring Authorization Server checks.
 */
final class PublicClients implements AuthenticationConverter, AuthenticationProvider {
    private static final Set<String> GRANTS = Set.of("refresh_token", "urn:ietf:params:oauth:grant-type:device_code");
    private static final Set<String> ENDPOINTS = Set.of("/oauth2/device_authorization", "/oauth2/revoke");

    private final RegisteredClientRepository clients;

    PublicClients(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    /** Told apart from the clients that show a PKCE verifier, so that this never stands in for that proof. */
    private static final class WithoutSecret extends OAuth2ClientAuthenticationToken {
        private static final long serialVersionUID = 1;

        WithoutSecret(String clientId) {
            super(clientId, ClientAuthenticationMethod.NONE, null, null);
        }
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        var client = request.getParameter("client_id");
        boolean here = ENDPOINTS.contains(request.getRequestURI())
                || ("/oauth2/token".equals(request.getRequestURI()) && granted(request.getParameter("grant_type")));
        boolean otherwiseProven = request.getHeader("Authorization") != null
                || request.getParameter("client_secret") != null
                || request.getParameter("client_assertion") != null;
        return client == null || !here || otherwiseProven ? null : new WithoutSecret(client);
    }

    private static boolean granted(String grant) {
        return grant != null && GRANTS.contains(grant);
    }

    @Override
    public Authentication authenticate(Authentication shown) {
        var client = clients.findByClientId(shown.getName());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> shown) {
        return WithoutSecret.class.equals(shown);
    }
}
