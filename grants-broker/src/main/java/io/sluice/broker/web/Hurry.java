package io.sluice.broker.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.sluice.broker.BrokerConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** A form is a few fields, and comes at once: whoever sends it one byte after the other loses the connection. */
@ApplicationScoped
class Hurry {
    private static final int FIRST = 2_000;

    private final Vertx vertx;
    private final Duration limit;

    Hurry(Vertx vertx, BrokerConfig config) {
        this.vertx = vertx;
        this.limit = config.formWithin();
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.getHeader("content-length") != null || request.headers().contains("transfer-encoding")) {
            long timer = vertx.setTimer(limit.toMillis(), _ -> {
                if (isComing(request)) {
                    request.connection().close();
                }
            });
            // An answer that came before the whole form does not let the rest trickle.
            routing.addEndHandler(_ -> {
                if (request.isEnded()) {
                    vertx.cancelTimer(timer);
                }
            });
        }
        routing.next();
    }

    /** A body that is read is not always at its end: what handles it may still be waiting for AWS. */
    private static boolean isComing(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        return !request.isEnded() && (length == null || request.bytesRead() < Long.parseLong(length));
    }
}
