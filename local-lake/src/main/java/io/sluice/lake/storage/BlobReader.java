package io.sluice.lake.storage;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a stretch of the file that {@link BlobWriter} wrote, some blocks at a time, and checks each before handing it out. */
final class BlobReader implements AutoCloseable {
    private static final Logger LOG = System.getLogger(BlobReader.class.getName());
    private static final int BLOCK = BlobWriter.BLOCK;
    private static final int BUFFER = 4 * BLOCK;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    /** Of the blocks from the first that was asked for. */
    private final ByteBuffer checksums;

    private final byte[] buffer;
    private final long end;
    /** Where the last block that was asked for ends. */
    private final long blocksEnd;

    private long position;

    /** Opens the bytes from {@code offset} to {@code end}; there is at least one. */
    BlobReader(Path file, long size, long offset, long end) throws IOException {
        this.file = file;
        this.size = size;
        this.position = offset;
        this.end = end;
        channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            checksums = readChecksums(offset / BLOCK, BlobWriter.blocks(end));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        blocksEnd = Math.min(size, BlobWriter.blocks(end) * BLOCK);
        buffer = new byte[(int) Math.min(BUFFER, blocksEnd - offset / BLOCK * BLOCK)];
    }

    private ByteBuffer readChecksums(long fromBlock, long toBlock) throws IOException {
        if (channel.size() != BlobWriter.fileLength(size)) {
            throw damaged();
        }
        var into = ByteBuffer.allocate(Math.toIntExact(4 * (toBlock - fromBlock)));
        readFully(into, size + 4 * fromBlock);
        return into.flip();
    }

    byte[] buffer() {
        return buffer;
    }

    /**
     * Reads on.
     *
     * @return where in the buffer the next bytes are; empty at the end
     */
    Stretch next() throws IOException {
        if (position >= end) {
            return new Stretch(0, 0);
        }
        long from = position / BLOCK * BLOCK;
        int length = (int) Math.min(buffer.length, blocksEnd - from);
        readFully(ByteBuffer.wrap(buffer, 0, length), from);
        for (int block = 0; block < length; block += BLOCK) {
            if (BlobWriter.crc32c(buffer, block, Math.min(BLOCK, length - block)) != checksums.getInt()) {
                throw damaged();
            }
        }
        var stretch = new Stretch((int) (position - from), (int) Math.min(length, end - from));
        position = from + length;
        return stretch;
    }

    private void readFully(ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int read = channel.read(into, at);
            if (read < 0) {
                throw new EOFException(file + " is cut off");
            }
            at += read;
        }
    }

    private IOException damaged() {
        LOG.log(
                Level.ERROR,
                "{0} is damaged: what is read of it is refused. Put it back from a backup, or delete the object",
                file);
        return new IOException(file + " is damaged: its bytes are not those that were written");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A part of the buffer. */
    record Stretch(int from, int to) {
        boolean isEmpty() {
            return from == to;
        }
    }
}
