package io.sluice.broker.aws;

import java.time.Duration;

/** How long this thread waited for others since it was last asked: what of an answer's time is not the broker's own. */
public final class Waiting {
    private static final ThreadLocal<Long> NANOS = ThreadLocal.withInitial(() -> 0L);

    private Waiting() {}

    public static void add(long nanos) {
        NANOS.set(NANOS.get() + nanos);
    }

    /** The time waited since the last call of this method on this thread. */
    public static Duration taken() {
        Duration waited = Duration.ofNanos(NANOS.get());
        NANOS.remove();
        return waited;
    }
}
