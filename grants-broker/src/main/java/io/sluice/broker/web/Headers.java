package io.sluice.broker.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/**
 * What every answer tells the browser: nothing may load or run but the broker's own files, nobody may frame it, nothing of it may be
 * kept, and no address of it goes to others. After the <a
 * href="https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html">OWASP cheat sheet</a>.
 */
@ApplicationScoped
class Headers {
    private static final int EARLY = 1_000;
    private static final int NOT_SIGNED_IN = 499;
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final Set<String> FILES = Set.of("/broker.css", "/broker.js", "/icon.svg");

    /** Quarkus serves them in dev mode only; they bring scripts and styles of their own, in line. A packaged broker has neither. */
    private static final List<String> OF_DEV_MODE = List.of("/q/dev-ui", "/q/swagger-ui");

    void register(@Observes Filters filters) {
        filters.register(Headers::set, EARLY);
    }

    private static void set(RoutingContext routing) {
        routing.addHeadersEndHandler(ignored -> {
            MultiMap headers = routing.response().headers();
            if (OF_DEV_MODE.stream().noneMatch(routing.normalizedPath()::startsWith)) {
                headers.set("Content-Security-Policy", POLICY);
            }
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            if (routing.request().isSSL()) {
                headers.set("Strict-Transport-Security", "max-age=31536000");
            }
            headers.set("Cache-Control", FILES.contains(routing.normalizedPath()) ? "max-age=300" : "no-store");
            toldAsHttpDoes(routing);
        });
        routing.next();
    }

    /**
     * quarkus-oidc answers programs that are not signed in with a status of its own; HTTP has one for it. A sign-in that fails it answers
     * with an empty page; there is one that says what to do.
     */
    private static void toldAsHttpDoes(RoutingContext routing) {
        if (routing.response().getStatusCode() == NOT_SIGNED_IN) {
            routing.response().setStatusCode(401).setStatusMessage("Unauthorized");
            routing.response().headers().set("WWW-Authenticate", "Bearer");
        }
        if (routing.response().getStatusCode() >= 400
                && routing.normalizedPath().equals(SignOutResource.CALLBACK)) {
            routing.response().setStatusCode(303).setStatusMessage("See Other");
            routing.response().headers().set("Location", SignOutResource.FAILED);
        }
    }
}
