package io.sluice.lake.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.rocksdb.Status.Code;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteOptions;

/** The RocksDB of a folder, as long as it is open: its two column families, and what its calls take. Its budgets are small, since it shares a laptop. */
final class OpenIndex implements AutoCloseable {
    private static final int MIB = 1 << 20;
    private static final byte[] BODIES = {'b', 'o', 'd', 'i', 'e', 's'};

    /** In the order of making; closed in the reverse. */
    private final List<AutoCloseable> natives = new ArrayList<>();

    final RocksDB db;
    final ColumnFamilyHandle rows;
    final ColumnFamilyHandle bodies;
    final ReadOptions reading;
    final WriteOptions durable;

    /**
     * Opens what is there, or makes it.
     *
     * @throws DamagedIndexException where it is not what was written
     */
    OpenIndex(Path directory) throws IOException {
        NativeLibrary.load();
        Files.createDirectories(directory);
        IndexLogs.settle(directory);
        try {
            var handles = new ArrayList<ColumnFamilyHandle>();
            var cache = keep(new LRUCache(32L * MIB));
            var families = List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family(cache, 16L * MIB)),
                    new ColumnFamilyDescriptor(BODIES, family(cache, 32L * MIB)));
            db = keep(RocksDB.open(options(), directory.toString(), families, handles));
            rows = keep(handles.get(0));
            bodies = keep(handles.get(1));
            reading = keep(new ReadOptions());
            durable = keep(new WriteOptions().setSync(true));
        } catch (RocksDBException e) {
            close();
            throw unusable(directory, e);
        }
    }

    private static IOException unusable(Path directory, RocksDBException cause) {
        var status = cause.getStatus();
        return status != null && status.getCode() == Code.Corruption
                ? new DamagedIndexException(
                        "the index in %s is damaged: %s. %s".formatted(directory, cause.getMessage(), IndexLogs.BACKUP),
                        cause)
                : new IOException(
                        "the index in %s cannot be opened: %s".formatted(directory, cause.getMessage()), cause);
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
                // What a crash may leave was cut off before: what is still wrong with a log is damage.
                .setWalRecoveryMode(WALRecoveryMode.AbsoluteConsistency)
                // So that it can be opened, and read, while the disk is full.
                .setAvoidFlushDuringRecovery(true);
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

    @Override
    public void close() {
        for (var each : natives.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        natives.clear();
    }
}
