package io.sluice.producer;

import java.io.ByteArrayOutputStream;

/** Collects the bytes of one line up to a limit and remembers whether there were more. */
final class LineBuffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final int limit;
    private boolean cut;

    LineBuffer(int limit) {
        this.limit = limit;
    }

    void add(int value) {
        if (bytes.size() < limit) {
            bytes.write(value);
        } else {
            cut = true;
        }
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** The line; the buffer is empty afterwards. */
    RawLine take(long number) {
        RawLine line = new RawLine(number, bytes.toByteArray(), cut);
        bytes.reset();
        cut = false;
        return line;
    }
}
