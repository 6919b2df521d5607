package io.sluice.lake.storage;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatchWithIndex;

/**
 * The changes that will be flushed together. Each sees those before it, in this batch too. There is one at a time, and one thread
 * that uses it, so whoever reads here and then writes needs no lock.
 */
final class Transaction implements AutoCloseable {
    private final Database database;
    private final WriteBatchWithIndex batch;
    private final long now;
    private long sequence;
    private List<BlobName> freed = List.of();

    Transaction(Database database, WriteBatchWithIndex batch, long sequence, long now) {
        this.database = database;
        this.batch = batch;
        this.sequence = sequence;
        this.now = now;
    }

    /** Applies a change whole, or where it throws not at all. */
    <T> Change<T> apply(Function<Transaction, T> change) {
        freed = new ArrayList<>();
        batch.setSavePoint();
        boolean done = false;
        try {
            var result = change.apply(this);
            done = true;
            return new Change<>(result, freed);
        } finally {
            settle(done);
        }
    }

    private void settle(boolean done) {
        quietly(() -> {
            if (done) {
                batch.popSavePoint();
            } else {
                batch.rollbackToSavePoint();
            }
        });
    }

    /** A number greater than every one before, over restarts too. */
    long nextSequence() {
        return ++sequence;
    }

    /** Whole milliseconds, never going back. */
    Instant now() {
        return Instant.ofEpochMilli(now);
    }

    Optional<byte[]> get(byte[] key) {
        return database.get(batch, key);
    }

    Optional<byte[]> body(long id) {
        return database.body(batch, id);
    }

    void put(byte[] key, byte[] value) {
        quietly(() -> database.put(batch, key, value));
    }

    void delete(byte[] key) {
        quietly(() -> database.delete(batch, key));
    }

    Rows scan(byte[] prefix) {
        return database.scan(batch, prefix);
    }

    boolean isEmpty(byte[] prefix) {
        try (var rows = scan(prefix)) {
            return !rows.first().valid();
        }
    }

    /** Takes a small body in. */
    Segment.Inline inline(byte[] body, int crc32c) {
        long id = nextSequence();
        quietly(() -> database.putBody(batch, id, body));
        return new Segment.Inline(id, body.length, crc32c);
    }

    /** Counts one more user of a file. */
    void use(BlobName name) {
        byte[] row = Keys.blob(name);
        put(row, Keys.number(users(row) + 1));
    }

    /** Whether the file still belongs to a row. */
    boolean used(BlobName name) {
        return users(Keys.blob(name)) > 0;
    }

    private long users(byte[] row) {
        return get(row).map(Keys::number).orElse(0L);
    }

    /** Gives a body up; a file without users is deleted once this is on disk. */
    void free(List<Segment> segments) {
        for (var segment : segments) {
            switch (segment) {
                case Segment.Inline inline -> quietly(() -> database.deleteBody(batch, inline.id()));
                case Segment.Blob blob -> free(blob.name());
            }
        }
    }

    private void free(BlobName name) {
        byte[] row = Keys.blob(name);
        long users = users(row);
        if (users > 1) {
            put(row, Keys.number(users - 1));
        } else {
            delete(row);
            freed.add(name);
        }
    }

    long bytes() {
        return batch.getWriteBatch().getDataSize();
    }

    long sequence() {
        return sequence;
    }

    /** Writes everything applied, with the counters, and flushes it. */
    void write() {
        put(Keys.CLOCK, ByteBuffer.allocate(16).putLong(sequence).putLong(now).array());
        database.write(batch);
    }

    @Override
    public void close() {
        batch.close();
    }

    private static void quietly(BatchCall call) {
        try {
            call.run();
        } catch (RocksDBException e) {
            throw Database.failed(e);
        }
    }

    /** What a change gave, and the files that nobody needs once it is on disk. */
    record Change<T>(T result, List<BlobName> freed) {}

    private interface BatchCall {
        void run() throws RocksDBException;
    }
}
