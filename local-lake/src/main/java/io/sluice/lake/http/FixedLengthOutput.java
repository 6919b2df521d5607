package io.sluice.lake.http;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/** The body of an answer whose length was announced: neither more nor less may be written. */
final class FixedLengthOutput extends OutputStream {
    private final SessionOutputBuffer buffer;
    private final OutputStream out;
    private final boolean bounded;
    private long left;

    /** @param length -1 for a body that ends with the connection */
    FixedLengthOutput(SessionOutputBuffer buffer, OutputStream out, long length) {
        this.buffer = buffer;
        this.out = out;
        this.bounded = length >= 0;
        this.left = length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (bounded && count > left) {
            throw new IOException("more bytes than announced");
        }
        left -= count;
        buffer.write(bytes, offset, count, out);
    }

    @Override
    public void flush() throws IOException {
        buffer.flush(out);
    }

    @Override
    public void close() throws IOException {
        if (bounded && left > 0) {
            throw new IOException(left + " bytes fewer than announced");
        }
    }
}
