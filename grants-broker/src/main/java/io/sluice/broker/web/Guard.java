package io.sluice.broker.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Lets nothing change anything that was not meant by the person: every request but reading ones carries the token of a form, or is a
 * program's own with a bearer token, which no browser sends by itself.
 */
@ApplicationScoped
class Guard {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> OWN = List.of("same-origin", "none");
    static final String FIELD = "csrf";
    static final String HEADER = "X-CSRF-Token";

    private final Who who;
    private final Csrf csrf;
    private final Troubles troubles;

    Guard(Who who, Csrf csrf, Troubles troubles) {
        this.who = who;
        this.csrf = csrf;
        this.troubles = troubles;
    }

    @ServerRequestFilter
    @WithFormRead
    RestResponse<?> check(ResteasyReactiveContainerRequestContext request) {
        if (READING.contains(request.getMethod()) || isProgram(request)) {
            return null;
        }
        boolean elsewhere = request.getHeaders().getOrDefault("Sec-Fetch-Site", OWN).stream()
                .anyMatch(site -> !OWN.contains(site));
        if (elsewhere || !who.isKnown() || !csrf.isOf(who.person(), token(request))) {
            return troubles.forged(request.getUriInfo().getPath());
        }
        return null;
    }

    private static boolean isProgram(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    private static String token(ResteasyReactiveContainerRequestContext request) {
        String header = request.getHeaderString(HEADER);
        if (header != null) {
            return header;
        }
        var form = ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
        var field = form == null ? null : form.getFirst(FIELD);
        return field == null || field.isFileItem() ? "" : field.getValue();
    }
}
