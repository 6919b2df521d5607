package io.sluice.redaction;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Watches the frames of zstd (RFC 8878) go by, so that an end within one is seen: the library takes a few bytes behind a frame,
 * too few for the head of another, as the end.
 */
final class ZstdFrames extends FilterInputStream {
    private static final long MAGIC = 0xFD2FB528L;
    private static final long SKIPPABLE = 0x184D2A50L;
    private static final int[] DICTIONARY_ID = {0, 1, 2, 4};

    private enum Field {
        MAGIC_NUMBER(4),
        SKIPPED_SIZE(4),
        DESCRIPTOR(1),
        BLOCK_HEAD(3);

        private final int length;

        Field(int length) {
            this.length = length;
        }
    }

    private Field field = Field.MAGIC_NUMBER;
    private long value;
    private int have;
    private long skip;
    private int checksum;

    ZstdFrames(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0 && (field != Field.MAGIC_NUMBER || have > 0 || skip > 0)) {
            throw new Unpacked.Damaged("the zstd stream is cut off, or something else follows it");
        }
        watch(bytes, offset, offset + count);
        return count;
    }

    private void watch(byte[] bytes, int from, int to) throws Unpacked.Damaged {
        int at = from;
        while (at < to) {
            if (skip > 0) {
                int skipped = (int) Math.min(skip, to - at);
                skip -= skipped;
                at += skipped;
            } else {
                value |= (bytes[at++] & 0xFFL) << (8 * have++);
                if (have == field.length) {
                    field = next();
                    have = 0;
                    value = 0;
                }
            }
        }
    }

    private Field next() throws Unpacked.Damaged {
        return switch (field) {
            case MAGIC_NUMBER -> frame();
            case SKIPPED_SIZE -> {
                skip = value;
                yield Field.MAGIC_NUMBER;
            }
            case DESCRIPTOR -> blocks();
            case BLOCK_HEAD -> afterBlock();
        };
    }

    private Field frame() throws Unpacked.Damaged {
        if (value == MAGIC) {
            return Field.DESCRIPTOR;
        }
        if ((value & ~0xFL) == SKIPPABLE) {
            return Field.SKIPPED_SIZE;
        }
        throw new Unpacked.Damaged("not zstd, or something else behind it");
    }

    private Field blocks() {
        int sizeFlag = (int) value >>> 6;
        boolean single = (value & 0x20) != 0;
        checksum = (value & 4) == 0 ? 0 : 4;
        int size = sizeFlag == 0 ? (single ? 1 : 0) : 1 << sizeFlag;
        skip = (single ? 0L : 1L) + DICTIONARY_ID[(int) value & 3] + size;
        return Field.BLOCK_HEAD;
    }

    private Field afterBlock() {
        boolean last = (value & 1) != 0;
        boolean repeated = (value >>> 1 & 3) == 1;
        skip = (repeated ? 1 : value >>> 3) + (last ? checksum : 0);
        return last ? Field.MAGIC_NUMBER : Field.BLOCK_HEAD;
    }
}
