package io.sluice.lake.http;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** By when something must have moved. Reading a body is bounded by the socket itself, writes and heads are bounded by this. */
final class Deadline {
    private static final long NONE = 0;

    private final long nanos;
    private volatile long at = NONE;

    Deadline(Duration idle) {
        this.nanos = idle.toNanos();
    }

    void start() {
        var due = System.nanoTime() + nanos;
        at = due == NONE ? 1 : due;
    }

    void stop() {
        at = NONE;
    }

    boolean isSet() {
        return at != NONE;
    }

    /** Nanoseconds until it passes. */
    long left() {
        return at - System.nanoTime();
    }

    boolean passed() {
        var due = at;
        return due != NONE && System.nanoTime() - due > 0;
    }

    /** Writes that each must be taken by the client in time. */
    OutputStream bound(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                start();
                try {
                    out.write(bytes, offset, count);
                } finally {
                    stop();
                }
            }
        };
    }
}
