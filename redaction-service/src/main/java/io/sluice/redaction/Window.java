package io.sluice.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of the input that is in memory: from the beginning of the record that is being read to as far as was read. It grows
 * with the record, up to the limit. Behind its end there is a NUL, which no format allows, and room to read words over the end.
 */
final class Window {
    static final int PADDING = 64;
    private static final int USUAL = 1 << 18;

    private final InputStream in;
    private final int most;
    private byte[] bytes;
    private int at;
    private int end;
    private boolean ended;

    Window(InputStream in, Limits limits) {
        this.in = in;
        this.most = limits.recordBytes();
        this.bytes = new byte[limits.window() + PADDING];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the unread bytes begin. */
    int at() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    int end() {
        return end;
    }

    /** Whether the input has nothing more. */
    boolean ended() {
        return ended;
    }

    /** Behind the last complete line, or {@link #at} where none is complete. */
    int endOfLines() {
        int last = end;
        while (last > at && bytes[last - 1] != '\n') {
            last--;
        }
        return last;
    }

    /** Reads on; {@link #at} becomes 0. */
    void fill() throws IOException, UnredactableException {
        int kept = end - at;
        int room = bytes.length - PADDING;
        if (kept > most) {
            throw new UnredactableException("a record is longer than " + most + " bytes");
        }
        byte[] old = bytes;
        if (kept > room / 2 || (end == room && room < USUAL)) {
            bytes = new byte[Math.min(2 * room, Math.max(most, USUAL)) + 1 + PADDING];
        }
        System.arraycopy(old, at, bytes, 0, kept);
        at = 0;
        end = kept;
        read();
    }

    private void read() throws IOException {
        int room = bytes.length - PADDING;
        int count = 0;
        while (end < room && count >= 0) {
            count = in.read(bytes, end, room - end);
            end += Math.max(count, 0);
        }
        ended = count < 0;
        Arrays.fill(bytes, end, end + PADDING, (byte) 0);
    }
}
