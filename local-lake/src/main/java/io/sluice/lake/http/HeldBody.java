package io.sluice.lake.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What one exchange holds of its body, and gives back in the end. */
final class HeldBody implements AutoCloseable {
    private static final int FIRST = 16 * 1024;
    /** A growing array is there twice for a moment, and what is read from it takes room too. */
    private static final int COPIES = 2;

    private final BodyMemory memory;
    private long taken;

    HeldBody(BodyMemory memory) {
        this.memory = memory;
    }

    /** At most {@code most} bytes; memory is taken as they come, so that announcing many costs nothing. */
    byte[] read(InputStream in, int most) throws IOException {
        var bytes = new byte[0];
        var count = 0;
        for (var n = 0; n >= 0 && count < most; count += Math.max(n, 0)) {
            if (count == bytes.length) {
                bytes = grown(bytes, most);
            }
            n = in.read(bytes, count, bytes.length - count);
        }
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    private byte[] grown(byte[] bytes, int most) throws NoRoomException {
        var size = (int) Math.min(most, Math.max(FIRST, bytes.length * 2L));
        var more = (long) COPIES * (size - bytes.length);
        if (!memory.take(more)) {
            throw new NoRoomException();
        }
        taken += more;
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public void close() {
        memory.give(taken);
        taken = 0;
    }
}
