package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How long an invocation may take: as configured, or as Lambda tells it
 * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/java-context.html">context</a>). Quarkus's event server of dev mode and tests
 * tells no deadline, and what its context makes of that follows the calendar.
 */
record TimeLimit(Optional<Duration> configured, InstantSource clock) {
    TimeLimit {
        requireNonNull(configured);
        requireNonNull(clock);
    }

    /**
     * What is left of the invocation that begins now, whenever it is asked.
     *
     * @param told by Lambda, in milliseconds
     */
    Supplier<Duration> of(IntSupplier told) {
        if (configured.isEmpty()) {
            return () -> Duration.ofMillis(told.getAsInt());
        }
        var end = clock.instant().plus(configured.get());
        return () -> Duration.between(clock.instant(), end);
    }
}
