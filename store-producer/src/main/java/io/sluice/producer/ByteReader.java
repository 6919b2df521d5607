package io.sluice.producer;

import java.io.IOException;
import java.io.InputStream;

/** Reads single bytes out of a buffer, without the lock that a BufferedInputStream takes for each. */
final class ByteReader {
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;

    ByteReader(InputStream in) {
        this.in = in;
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        return peek() < 0 ? -1 : buffer[position++] & 0xFF;
    }

    int peek() throws IOException {
        while (position == end) {
            int count = in.read(buffer);
            if (count < 0) {
                return -1;
            }
            position = 0;
            end = count;
        }
        return buffer[position] & 0xFF;
    }
}
