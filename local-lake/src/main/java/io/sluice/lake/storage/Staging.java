package io.sluice.lake.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The body that {@link StagedBody} promises: in memory up to a bound, beyond it in a file. */
final class Staging extends StagedBody {
    private static final int FIRST_BUFFER = 2048;

    private final BlobFiles files;
    private final int bound;
    private final MessageDigest digest;
    private byte[] memory = new byte[FIRST_BUFFER];
    private long size;
    private Optional<Blob> blob = Optional.empty();
    private Optional<byte[]> md5 = Optional.empty();
    private boolean finished;
    private boolean closed;

    /** @param bound largest size that stays in memory */
    Staging(BlobFiles files, int bound) {
        this.files = files;
        this.bound = bound;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed || md5.isPresent()) {
            throw new IOException("the body is complete");
        }
        if (blob.isEmpty() && size + length > bound) {
            blob = Optional.of(spill());
        }
        if (blob.isPresent()) {
            blob.get().writer.write(bytes, offset, length);
        } else {
            reserve((int) size + length);
            System.arraycopy(bytes, offset, memory, (int) size, length);
        }
        digest.update(bytes, offset, length);
        size += length;
    }

    private void reserve(int wanted) {
        if (wanted > memory.length) {
            memory = Arrays.copyOf(memory, Math.min(bound, Math.max(wanted, 2 * memory.length)));
        }
    }

    private Blob spill() throws IOException {
        var name = files.newName();
        var made = new Blob(name, new BlobWriter(files.path(name)));
        made.writer.write(memory, 0, (int) size);
        memory = new byte[0];
        return made;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] md5() {
        if (md5.isEmpty()) {
            md5 = Optional.of(digest.digest());
        }
        return md5.get().clone();
    }

    String etag() {
        return HexFormat.of().formatHex(md5());
    }

    /** Brings a file to the disk; nothing can be written afterwards. Not for a body that was committed or discarded. */
    void finish() {
        if (closed) {
            throw new IllegalStateException("the body was committed or discarded");
        }
        md5();
        if (blob.isEmpty() || finished) {
            return;
        }
        try {
            blob.get().writer.finish();
            blob.get().writer.close();
            files.syncName(blob.get().name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        finished = true;
    }

    /** Makes the finished body part of the database. */
    List<Segment> store(Transaction transaction) {
        if (size == 0) {
            return List.of();
        }
        if (blob.isPresent()) {
            transaction.use(blob.get().name);
            return List.of(new Segment.Blob(blob.get().name, size));
        }
        byte[] body = Arrays.copyOf(memory, (int) size);
        return List.of(transaction.inline(body, BlobWriter.crc32c(body, 0, body.length)));
    }

    /** The body belongs to the database now, or may do: closing leaves it alone. */
    void keep() {
        closed = true;
        memory = new byte[0];
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        memory = new byte[0];
        if (blob.isPresent()) {
            blob.get().writer.close();
            Files.deleteIfExists(files.path(blob.get().name));
        }
    }

    private record Blob(BlobName name, BlobWriter writer) {}
}
