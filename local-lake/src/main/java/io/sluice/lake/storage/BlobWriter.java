package io.sluice.lake.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes the file of a body: its bytes, then for each block of {@value #BLOCK} bytes its CRC32C, 4 bytes, so that any stretch can be
 * checked by reading the blocks that it touches.
 */
final class BlobWriter implements AutoCloseable {
    static final int BLOCK = 64 << 10;
    private static final int BUFFER = 4 * BLOCK;

    private final FileChannel channel;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int[] checksums = new int[16];
    private int blocks;

    BlobWriter(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Length of the file of a body of that size. */
    static long fileLength(long size) {
        return size + 4 * blocks(size);
    }

    static long blocks(long size) {
        return (size + BLOCK - 1) / BLOCK;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int rest = length;
        while (rest > 0) {
            int taken = Math.min(rest, BUFFER - filled);
            System.arraycopy(bytes, from, buffer, filled, taken);
            filled += taken;
            from += taken;
            rest -= taken;
            if (filled == BUFFER) {
                drain();
            }
        }
    }

    private void drain() throws IOException {
        for (int from = 0; from < filled; from += BLOCK) {
            add(crc32c(buffer, from, Math.min(BLOCK, filled - from)));
        }
        write(ByteBuffer.wrap(buffer, 0, filled));
        filled = 0;
    }

    private void add(int checksum) {
        if (blocks == checksums.length) {
            checksums = Arrays.copyOf(checksums, 2 * blocks);
        }
        checksums[blocks++] = checksum;
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Completes the file and brings it to the disk; its name in the folder is not yet. */
    void finish() throws IOException {
        drain();
        var footer = ByteBuffer.allocate(4 * blocks);
        footer.asIntBuffer().put(checksums, 0, blocks);
        write(footer);
        channel.force(false);
    }

    static int crc32c(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
