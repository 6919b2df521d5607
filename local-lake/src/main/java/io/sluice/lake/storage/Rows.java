package io.sluice.lake.storage;

import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** The rows whose key begins with a prefix, in order. Begins nowhere: {@link #seek} first. */
final class Rows implements AutoCloseable {
    private final RocksIterator iterator;
    private final byte[] prefix;
    /** The key of the row stood on; empty behind the last. */
    private byte[] key = {};

    Rows(RocksIterator iterator, byte[] prefix) {
        this.iterator = iterator;
        this.prefix = prefix;
    }

    /** Goes to the first row. */
    Rows first() {
        return seek(prefix);
    }

    /** Goes to the first row that is not less than {@code from}, which is not less than the prefix. */
    Rows seek(byte[] from) {
        iterator.seek(from);
        settle();
        return this;
    }

    /** Goes behind the last row. */
    void end() {
        key = new byte[0];
    }

    void next() {
        iterator.next();
        settle();
    }

    private void settle() {
        if (!iterator.isValid()) {
            checkStatus();
            end();
            return;
        }
        byte[] found = iterator.key();
        key = Keys.startsWith(found, prefix) ? found : new byte[0];
    }

    /** An iterator that failed looks like one that came to the end. */
    private void checkStatus() {
        try {
            iterator.status();
        } catch (RocksDBException e) {
            throw Database.failed(e);
        }
    }

    boolean valid() {
        return key.length > 0;
    }

    byte[] key() {
        return key;
    }

    byte[] value() {
        return iterator.value();
    }

    @Override
    public void close() {
        iterator.close();
    }
}
