package io.sluice.catalogue.replay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Where lines end, found eight bytes at a time. */
final class Lines {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ENDS = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW = 0x7F7F7F7F7F7F7F7FL;

    private Lines() {}

    /** The place of the next line end, or of the end where there is none. */
    static int end(byte[] bytes, int from) {
        int at = from;
        while (at <= bytes.length - Long.BYTES) {
            long found = ends(bytes, at);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** How many line ends there are. */
    static int count(byte[] bytes) {
        int count = 0;
        int at = 0;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            count += Long.bitCount(ends(bytes, at));
        }
        for (; at < bytes.length; at++) {
            count += bytes[at] == '\n' ? 1 : 0;
        }
        return count;
    }

    /** The highest bit of each of the eight bytes that is a line end; of no others. */
    private static long ends(byte[] bytes, int at) {
        long different = (long) EIGHT.get(bytes, at) ^ ENDS;
        return ~(((different & LOW) + LOW) | different | LOW);
    }
}
