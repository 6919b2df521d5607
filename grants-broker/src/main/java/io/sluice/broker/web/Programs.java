package io.sluice.broker.web;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Programs are told that they are not signed in; only people are sent to the provider. */
@ApplicationScoped
class Programs implements JavaScriptRequestChecker {

    @Override
    public boolean isJavaScriptRequest(RoutingContext routing) {
        return routing.normalizedPath().startsWith("/api/");
    }
}
