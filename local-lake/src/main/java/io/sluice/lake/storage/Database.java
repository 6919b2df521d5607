package io.sluice.lake.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB database: rows by {@link Keys} in one column family, small bodies by number in another. Its budgets are small, since
 * it shares a laptop. Closing waits for the reads in progress; afterwards every call is refused, since native code would not survive it.
 */
final class Database implements AutoCloseable {
    private static final int MIB = 1 << 20;
    private static final byte[] BODIES = {'b', 'o', 'd', 'i', 'e', 's'};

    private final StampedLock lock = new StampedLock();
    /** In the order of making; closed in the reverse. */
    private final List<AutoCloseable> natives = new ArrayList<>();

    private final RocksDB db;
    private final ColumnFamilyHandle rows;
    private final ColumnFamilyHandle bodies;
    private final ReadOptions readOptions;
    private final WriteOptions durable;
    private boolean closed;

    Database(Path directory) {
        NativeLibrary.load();
        try {
            Files.createDirectories(directory);
            var handles = new ArrayList<ColumnFamilyHandle>();
            var cache = keep(new LRUCache(32L * MIB));
            var families = List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family(cache, 16L * MIB)),
                    new ColumnFamilyDescriptor(BODIES, family(cache, 32L * MIB)));
            db = keep(RocksDB.open(options(), directory.toString(), families, handles));
            rows = keep(handles.get(0));
            bodies = keep(handles.get(1));
            readOptions = keep(new ReadOptions());
            durable = keep(new WriteOptions().setSync(true));
        } catch (IOException e) {
            closeNatives();
            throw new UncheckedIOException(e);
        } catch (RocksDBException e) {
            closeNatives();
            throw failed(e);
        }
    }

    private DBOptions options() {
        return keep(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxBackgroundJobs(2)
                .setMaxTotalWalSize(64L * MIB)
                .setMaxOpenFiles(256)
                .setMaxFileOpeningThreads(2)
                .setSkipStatsUpdateOnDbOpen(true)
                .setStatsDumpPeriodSec(0)
                .setBytesPerSync(MIB)
                .setKeepLogFileNum(2)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                // What is behind a torn record was never acknowledged: the log was not flushed beyond it.
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                // So that the recovery after a further crash does not stop at the same tear again.
                .setAvoidFlushDuringRecovery(false);
    }

    private ColumnFamilyOptions family(LRUCache cache, long writeBuffer) {
        var table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(keep(new BloomFilter(10)))
                .setFormatVersion(6);
        return keep(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setWriteBufferSize(writeBuffer)
                .setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    private <T extends AutoCloseable> T keep(T made) {
        natives.add(made);
        return made;
    }

    Optional<byte[]> get(byte[] key) {
        return get(rows, key);
    }

    Optional<byte[]> body(long id) {
        return get(bodies, Keys.inline(id));
    }

    private Optional<byte[]> get(ColumnFamilyHandle family, byte[] key) {
        return guarded(() -> Optional.ofNullable(db.get(family, readOptions, key)));
    }

    /** Everything that {@code reading} sees is of one moment. It may not read by any other way than its view. */
    <T> T read(Function<View, T> reading) {
        return guarded(() -> {
            try (var view = new View(db, rows)) {
                return reading.apply(view);
            }
        });
    }

    Transaction begin(long sequence, long now) {
        return new Transaction(this, new WriteBatchWithIndex(true), sequence, now);
    }

    Optional<byte[]> get(WriteBatchWithIndex batch, byte[] key) {
        return guarded(() -> Optional.ofNullable(batch.getFromBatchAndDB(db, rows, readOptions, key)));
    }

    Optional<byte[]> body(WriteBatchWithIndex batch, long id) {
        return guarded(() -> Optional.ofNullable(batch.getFromBatchAndDB(db, bodies, readOptions, Keys.inline(id))));
    }

    void put(WriteBatchWithIndex batch, byte[] key, byte[] value) throws RocksDBException {
        batch.put(rows, key, value);
    }

    void putBody(WriteBatchWithIndex batch, long id, byte[] body) throws RocksDBException {
        batch.put(bodies, Keys.inline(id), body);
    }

    void delete(WriteBatchWithIndex batch, byte[] key) throws RocksDBException {
        batch.delete(rows, key);
    }

    void deleteBody(WriteBatchWithIndex batch, long id) throws RocksDBException {
        batch.delete(bodies, Keys.inline(id));
    }

    /** The rows under a prefix as they are with the batch. */
    Rows scan(WriteBatchWithIndex batch, byte[] prefix) {
        return new Rows(batch.newIteratorWithBase(rows, db.newIterator(rows)), prefix);
    }

    /** Writes and flushes to the disk. */
    void write(WriteBatchWithIndex batch) {
        guarded(() -> {
            db.write(durable, batch);
            return batch;
        });
    }

    private <T> T guarded(NativeCall<T> call) {
        long stamp = lock.readLock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            return call.call();
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
                closeNatives();
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void closeNatives() {
        for (var each : natives.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        natives.clear();
    }

    private interface NativeCall<T> {
        T call() throws RocksDBException;
    }
}
