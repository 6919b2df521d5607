package io.sluice.redaction;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Output that is not handed on yet: what is written of a record is taken back where the record turns out to be unredactable. */
final class Draft {
    private static final int FULL = 1 << 16;

    private final OutputStream out;
    private final int most;
    private byte[] bytes = new byte[1 << 14];
    private int size;

    Draft(OutputStream out, Limits limits) {
        this.out = out;
        this.most = 2 * limits.recordBytes() + FULL;
    }

    int size() {
        return size;
    }

    void takeBack(int earlierSize) {
        size = earlierSize;
    }

    void copy(byte[] from, int start, int end) throws UnredactableException {
        int count = end - start;
        if (bytes.length - size < count) {
            grow(count);
        }
        System.arraycopy(from, start, bytes, size, count);
        size += count;
    }

    void write(byte[] text) throws UnredactableException {
        copy(text, 0, text.length);
    }

    private void grow(int count) throws UnredactableException {
        long needed = (long) size + count;
        if (needed > most) {
            throw new UnredactableException("a record is longer than " + most + " bytes when it is redacted");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(needed, 2L * bytes.length)));
    }

    /** Whether there is enough to be worth handing on. */
    boolean isFull() {
        return size >= FULL;
    }

    void flush() throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }
}
