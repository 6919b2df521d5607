package io.sluice.lake.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long one body is waited for in all: as long as nothing may move, and a second more for each so many bytes. The time
 * in which nobody reads is not the client's and does not count.
 */
final class Pace {
    private final long patience;
    private final int slowest;
    private long waited;
    private long taken;

    /** @param slowest bytes a second */
    Pace(Duration patience, int slowest) {
        this.patience = patience.toNanos();
        this.slowest = slowest;
    }

    int read(InputStream in, byte[] bytes, int offset, int count) throws IOException {
        var start = System.nanoTime();
        var n = in.read(bytes, offset, count);
        waited += System.nanoTime() - start;
        taken += Math.max(n, 0);
        if (n >= 0 && waited - TimeUnit.SECONDS.toNanos(taken / slowest) > patience) {
            throw new SocketTimeoutException("the body comes too slowly");
        }
        return n;
    }
}
