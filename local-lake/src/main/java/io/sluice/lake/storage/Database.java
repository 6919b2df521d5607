package io.sluice.lake.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status.SubCode;
import org.rocksdb.WriteBatchWithIndex;

/**
 * The RocksDB database: rows by {@link Keys} in one column family, small bodies by number in another. Closing waits for the reads in
 * progress; afterwards every call is refused, since native code would not survive it. After a write that failed it is read as before, and it
 * is opened anew as soon as its disk takes something again: RocksDB itself goes on only after the disk was full.
 */
final class Database implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Database.class.getName());
    private static final int PROBE = 64 << 10;

    private final StampedLock lock = new StampedLock();
    private final Path directory;
    /** Empty where it could not be opened again. */
    private Optional<OpenIndex> index;

    private boolean closed;
    /** Whether RocksDB has given up writing. For the one thread that writes. */
    private boolean stuck;

    Database(Path directory) {
        this.directory = directory;
        try {
            index = Optional.of(new OpenIndex(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    Optional<byte[]> get(byte[] key) {
        return guarded(open -> get(open, open.rows, key));
    }

    Optional<byte[]> body(long id) {
        return guarded(open -> get(open, open.bodies, Keys.inline(id)));
    }

    private static Optional<byte[]> get(OpenIndex open, ColumnFamilyHandle family, byte[] key) throws RocksDBException {
        return Optional.ofNullable(open.db.get(family, open.reading, key));
    }

    /** Everything that {@code reading} sees is of one moment. It may not read by any other way than its view. */
    <T> T read(Function<View, T> reading) {
        return guarded(open -> {
            try (var view = new View(open.db, open.rows)) {
                return reading.apply(view);
            }
        });
    }

    Transaction begin(long sequence, long now) {
        if (stuck) {
            mend();
        }
        return new Transaction(this, new WriteBatchWithIndex(true), sequence, now);
    }

    Optional<byte[]> get(WriteBatchWithIndex batch, byte[] key) {
        return guarded(open -> Optional.ofNullable(batch.getFromBatchAndDB(open.db, open.rows, open.reading, key)));
    }

    Optional<byte[]> body(WriteBatchWithIndex batch, long id) {
        return guarded(open ->
                Optional.ofNullable(batch.getFromBatchAndDB(open.db, open.bodies, open.reading, Keys.inline(id))));
    }

    void put(WriteBatchWithIndex batch, byte[] key, byte[] value) throws RocksDBException {
        batch.put(index().rows, key, value);
    }

    void putBody(WriteBatchWithIndex batch, long id, byte[] body) throws RocksDBException {
        batch.put(index().bodies, Keys.inline(id), body);
    }

    void delete(WriteBatchWithIndex batch, byte[] key) throws RocksDBException {
        batch.delete(index().rows, key);
    }

    void deleteBody(WriteBatchWithIndex batch, long id) throws RocksDBException {
        batch.delete(index().bodies, Keys.inline(id));
    }

    /** The rows under a prefix as they are with the batch. */
    Rows scan(WriteBatchWithIndex batch, byte[] prefix) {
        var open = index();
        return new Rows(batch.newIteratorWithBase(open.rows, open.db.newIterator(open.rows)), prefix);
    }

    /** Writes and flushes to the disk. */
    void write(WriteBatchWithIndex batch) {
        guarded(open -> {
            try {
                open.db.write(open.durable, batch);
                return batch;
            } catch (RocksDBException e) {
                stuck = e.getStatus() == null || e.getStatus().getSubCode() != SubCode.NoSpace;
                throw e;
            }
        });
    }

    /** Opens the database anew, where the disk takes something again; what is on it decides what was written. */
    private void mend() {
        long stamp = lock.writeLock();
        try {
            if (!closed) {
                probe();
                index.ifPresent(OpenIndex::close);
                index = Optional.empty();
                index = Optional.of(new OpenIndex(directory));
                stuck = false;
                LOG.log(Level.WARNING, "{0} was opened anew after a write that failed", directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void probe() throws IOException {
        var file = directory.resolve("probe");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.allocate(PROBE);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private OpenIndex index() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        return index.orElseThrow(() -> new UncheckedIOException(
                new IOException(directory + " could not be opened again after a write that failed")));
    }

    private <T> T guarded(NativeCall<T> call) {
        long stamp = lock.readLock();
        try {
            return call.call(index());
        } catch (RocksDBException e) {
            throw failed(e);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    static UncheckedIOException failed(RocksDBException e) {
        return new UncheckedIOException(new IOException(e.getMessage(), e));
    }

    @Override
    public void close() {
        long stamp = lock.writeLock();
        try {
            if (!closed) {
                closed = true;
                index.ifPresent(OpenIndex::close);
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private interface NativeCall<T> {
        T call(OpenIndex open) throws RocksDBException;
    }
}
