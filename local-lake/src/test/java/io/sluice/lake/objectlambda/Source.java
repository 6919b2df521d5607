package io.sluice.lake.objectlambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A body of so many {@code x}, of which one can see how much was taken, and that does something when it comes to a mark. */
final class Source extends InputStream {
    private final long length;
    private final long mark;
    private final AtMark atMark;
    private volatile long taken;

    /** What happens before the byte at the mark is given. */
    interface AtMark {
        void happen() throws IOException;
    }

    Source(long length, long mark, AtMark atMark) {
        this.length = length;
        this.mark = mark;
        this.atMark = atMark;
    }

    Source(long length) {
        this(length, length + 1, () -> {});
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int count) throws IOException {
        if (taken == mark) {
            atMark.happen();
        }
        long end = taken < mark ? Math.min(mark, length) : length;
        int n = (int) Math.min(count, end - taken);
        if (n <= 0) {
            return -1;
        }
        Arrays.fill(bytes, offset, offset + n, (byte) 'x');
        taken += n;
        return n;
    }

    /** Waits until nothing was taken for half a second, and tells how much was. */
    long standstill() throws InterruptedException {
        long before = -1;
        var pause = new CountDownLatch(1);
        while (before != taken) {
            before = taken;
            assertThat(pause.await(500, TimeUnit.MILLISECONDS)).isFalse();
        }
        return before;
    }
}
