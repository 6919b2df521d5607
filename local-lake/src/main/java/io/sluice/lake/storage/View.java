package io.sluice.lake.storage;

import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/** The database as it was at one moment. */
final class View implements AutoCloseable {
    private final RocksDB db;
    private final ColumnFamilyHandle rows;
    private final Snapshot snapshot;
    private final ReadOptions options;

    View(RocksDB db, ColumnFamilyHandle rows) {
        this.db = db;
        this.rows = rows;
        snapshot = db.getSnapshot();
        options = new ReadOptions().setSnapshot(snapshot);
    }

    Optional<byte[]> get(byte[] key) {
        try {
            return Optional.ofNullable(db.get(rows, options, key));
        } catch (RocksDBException e) {
            throw Database.failed(e);
        }
    }

    /** The rows under a prefix; to be closed before the view. */
    Rows scan(byte[] prefix) {
        return new Rows(db.newIterator(rows, options), prefix);
    }

    @Override
    public void close() {
        options.close();
        db.releaseSnapshot(snapshot);
        snapshot.close();
    }
}
