package io.sluice.redaction.door;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps some of the bytes written to it and counts all of them: in memory at first, and in a temporary file that goes with
 * it when they become many.
 */
final class Spool extends OutputStream {
    private static final int IN_MEMORY = 8 << 20;

    private final long first;
    private final long last;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Optional<Path> file = Optional.empty();
    private OutputStream out = memory;
    private long count;
    private long kept;

    /** Keeps the bytes between these two, both included. */
    Spool(long first, long last) {
        this.first = first;
        this.last = last;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        long from = Math.max(first, count);
        long to = Math.min(last == Long.MAX_VALUE ? last : last + 1, count + length);
        if (from < to) {
            keep(bytes, offset + (int) (from - count), (int) (to - from));
        }
        count += length;
    }

    private void keep(byte[] bytes, int offset, int length) throws IOException {
        if (file.isEmpty() && kept + length > IN_MEMORY) {
            Path path = Files.createTempFile("redacted", ".part");
            file = Optional.of(path);
            out = Files.newOutputStream(path);
            memory.writeTo(out);
            memory.reset();
        }
        out.write(bytes, offset, length);
        kept += length;
    }

    /** How many bytes were written to it. */
    long count() {
        return count;
    }

    /** How many of them it kept. */
    long kept() {
        return kept;
    }

    /** The last so many of the bytes kept; closing the stream frees everything. */
    InputStream last(long bytes) throws IOException {
        if (file.isEmpty()) {
            int length = Math.toIntExact(bytes);
            return new ByteArrayInputStream(memory.toByteArray(), memory.size() - length, length);
        }
        out.close();
        FileInputStream in = new FileInputStream(file.get().toFile()) {
            @Override
            public void close() throws IOException {
                super.close();
                free();
            }
        };
        in.skipNBytes(kept - bytes);
        return in;
    }

    /** Frees everything, where nothing of it is wanted. */
    void free() throws IOException {
        out.close();
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }
}
