package io.sluice.broker.web;

import io.sluice.broker.aws.Waiting;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;

/**
 * How long an answer took, and how much of that the broker did not wait for AWS: in the header that <a
 * href="https://www.w3.org/TR/server-timing/">Server Timing</a> names for it.
 */
final class OwnTime {
    private static final double NANOS_OF_MILLISECOND = 1e6;

    private final long began = System.nanoTime();

    private OwnTime() {
        Waiting.taken();
    }

    static OwnTime begin() {
        return new OwnTime();
    }

    void tell(RoutingContext routing) {
        Duration waited = Waiting.taken();
        double own = (System.nanoTime() - began - waited.toNanos()) / NANOS_OF_MILLISECOND;
        routing.response()
                .putHeader(
                        "Server-Timing",
                        String.format(
                                Locale.ROOT,
                                "own;dur=%.3f, aws;dur=%.3f",
                                own,
                                waited.toNanos() / NANOS_OF_MILLISECOND));
    }
}
