package io.sluice.lake.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory for bodies that are held whole, shared by all connections of a server. */
final class BodyMemory {
    private final AtomicLong left;

    BodyMemory(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Takes that much, or nothing. */
    boolean take(long bytes) {
        var after = left.addAndGet(-bytes);
        if (after < 0) {
            left.addAndGet(bytes);
        }
        return after >= 0;
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }
}
