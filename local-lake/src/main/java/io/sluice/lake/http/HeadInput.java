package io.sluice.lake.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives the reader of heads no more than one head may have; of a body that follows, a buffer's worth may come along. */
final class HeadInput extends FilterInputStream {
    private final int most;
    private long left;

    HeadInput(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    /** A new head begins. */
    void begin() {
        left = most;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (left <= 0) {
            throw new BadRequestException(431, "the head is too long");
        }
        var n = super.read(bytes, offset, count);
        left -= Math.max(n, 0);
        return n;
    }
}
