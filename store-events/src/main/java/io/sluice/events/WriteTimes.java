package io.sluice.events;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out the microsecond that goes into a key, each only once: where the clock has not moved on, or has moved back, the
 * next one is taken. So one process never uses a key twice; among several, a write with {@code If-None-Match: *} that is
 * answered 412 takes the next microsecond.
 */
public final class WriteTimes {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

    public WriteTimes(Clock clock) {
        this.clock = clock;
    }

    public Instant next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return Instant.EPOCH.plus(last.updateAndGet(before -> Math.max(before + 1, now)), ChronoUnit.MICROS);
    }
}
