package io.sluice.lake.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * One log of RocksDB, or its manifest, which is written alike, as <a href="https://github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format">its format</a> is told: blocks of
 * 32 KiB with records of a checksum (4 bytes), a length (2), a type (1) and a piece of a write; no record crosses the end of a block.
 */
final class LogFile {
    private static final int BLOCK = 32 << 10;
    private static final int HEADER = 7;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;
    /** A write begins with its number, 8 bytes, and how many changes it has, 4. */
    private static final int WRITE_HEADER = 12;
    /** Writes that are further apart than this belong to no one log. */
    private static final long FAR = 1L << 24;

    private final Path file;
    private final ByteBuffer bytes;
    /** Where the last whole write ends. */
    private int whole;

    /** Where the first record is that is not whole, or the end. */
    private int bad;

    private boolean torn;
    private long sequence = -1;

    private LogFile(Path file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A log is limited to 64 MiB and the write that went beyond. */
    static LogFile read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Reads on.
            }
            var log = new LogFile(file, bytes.flip());
            log.walk();
            return log;
        }
    }

    Path file() {
        return file;
    }

    long length() {
        return bytes.limit();
    }

    /** Whether one begins here, be it whole or not. */
    boolean hasWrites() {
        return sequence >= 0;
    }

    /** Where the first write begins that is not whole. */
    OptionalLong torn() {
        return torn ? OptionalLong.of(whole) : OptionalLong.empty();
    }

    private void walk() {
        boolean within = false;
        while (bad < bytes.limit() && !torn) {
            if (left(bad) < HEADER) {
                bad += left(bad);
            } else if (isWhole(bad) && within == (type(bad) == MIDDLE || type(bad) == LAST)) {
                within = pass(within);
            } else {
                torn = true;
            }
        }
        torn |= within;
    }

    /** Goes on behind a record; whether its write goes on too. */
    private boolean pass(boolean within) {
        int type = type(bad);
        if (type == FULL || type == FIRST) {
            sequence = number(bad);
        }
        bad += HEADER + size(bad);
        if (type == FIRST || (within && type == MIDDLE)) {
            return true;
        }
        whole = bad;
        return false;
    }

    /** Whether a write begins behind the record that is not whole: at any byte of its block, and where records are in later ones. */
    boolean isFollowed() {
        int block = bad - bad % BLOCK + BLOCK;
        for (int at = bad + 1; at < Math.min(block, bytes.limit()); at++) {
            if (begins(at)) {
                return true;
            }
        }
        for (int start = block; start < bytes.limit(); start += BLOCK) {
            if (beginsIn(start)) {
                return true;
            }
        }
        return false;
    }

    private boolean beginsIn(int block) {
        int at = block;
        while (at < bytes.limit() && at < block + BLOCK - HEADER && isWhole(at)) {
            if (begins(at)) {
                return true;
            }
            at += HEADER + size(at);
        }
        return false;
    }

    private boolean begins(int at) {
        int header = HEADER + WRITE_HEADER;
        if (left(at) < header || at + header > bytes.limit() || (type(at) != FULL && type(at) != FIRST)) {
            return false;
        }
        long ahead = number(at) - sequence;
        return size(at) >= WRITE_HEADER && ahead > 0 && ahead < FAR && isWhole(at);
    }

    /** Bytes from there to the end of the block. */
    private static int left(int at) {
        return BLOCK - at % BLOCK;
    }

    private int size(int at) {
        return bytes.getShort(at + 4) & 0xffff;
    }

    private int type(int at) {
        return bytes.get(at + 6);
    }

    private long number(int at) {
        return at + HEADER + Long.BYTES <= bytes.limit() ? bytes.getLong(at + HEADER) : -1;
    }

    private boolean isWhole(int at) {
        if (at + HEADER > bytes.limit()) {
            return false;
        }
        int end = at + HEADER + size(at);
        if (type(at) == 0 || end > bytes.limit() || size(at) > left(at) - HEADER) {
            return false;
        }
        var crc = new CRC32C();
        crc.update(bytes.slice(at + HEADER - 1, size(at) + 1));
        return masked((int) crc.getValue()) == bytes.getInt(at);
    }

    private static int masked(int crc) {
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }
}
