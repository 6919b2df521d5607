package io.sluice.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * RP-initiated logout without an {@code id_token_hint}, for applications that put no token into a URL: anybody could have made such a
 * link, so the person is asked (<a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">section 2</a>).
 * Afterwards it leads on to nothing but an address that is registered for the client.
 */
@RestController
class SignOut implements LogoutSuccessHandler {
    static final String PATH = "/connect/logout";

    private final RegisteredClientRepository clients;

    SignOut(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    static boolean isWithoutHint(HttpServletRequest request) {
        return request.getRequestURI().equals(PATH) && request.getParameter("id_token_hint") == null;
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String ask(
            @RequestParam(name = "client_id", defaultValue = "") String client,
            @RequestParam(name = "post_logout_redirect_uri", defaultValue = "") String next,
            CsrfToken csrf) {
        return Pages.page("Sign out?", """
                <form method="post" action="/logout">
                <input type="hidden" name="%s" value="%s">
                <input type="hidden" name="client_id" value="%s">
                <input type="hidden" name="post_logout_redirect_uri" value="%s">
                <p>You are about to be signed out of everything that you signed in to here.</p>
                <button type="submit">Sign out</button></form>""".formatted(
                csrf.getParameterName(), csrf.getToken(), HtmlUtils.htmlEscape(client), HtmlUtils.htmlEscape(next)));
    }

    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws IOException {
        response.sendRedirect(registered(request).orElse("/"));
    }

    private Optional<String> registered(HttpServletRequest request) {
        var next = request.getParameter("post_logout_redirect_uri");
        return Optional.ofNullable(request.getParameter("client_id"))
                .filter(id -> !id.isBlank())
                .map(clients::findByClientId)
                .filter(client -> client.getPostLogoutRedirectUris().contains(next))
                .map(_ -> next);
    }
}
