package io.sluice.sales;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.events.EventCodec;
import io.sluice.events.StoreEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * What is counted and how far, in one embedded store. A chunk's sums, its {@code request_id}s and the progress of its
 * object are one atomic write, so every event is counted once, whatever ends the process. Writes are not flushed to the
 * disk one by one: after a power failure the ledger is an earlier state of itself, complete in itself, and the objects
 * since then are read again. The lake stays the truth.
 */
final class Ledger implements AutoCloseable {
    static {
        RocksDB.loadLibrary();
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Options options;
    private final WriteOptions write = new WriteOptions();
    private final RocksDB db;
    private final long keepEvents;
    private final NavigableMap<String, Totals> totals = new TreeMap<>();
    private final NavigableMap<String, Progress> failed = new TreeMap<>();
    private Counters counters;
    private boolean closed;

    Ledger(Path folder, long keepEvents) {
        this.keepEvents = keepEvents;
        this.options = new Options().setCreateIfMissing(true).setCompressionType(CompressionType.LZ4_COMPRESSION);
        try {
            Files.createDirectories(folder);
            this.db = RocksDB.open(options, folder.toString());
            this.counters = Optional.ofNullable(db.get(LedgerKey.COUNTERS))
                    .map(LedgerCodec::counters)
                    .orElse(Counters.NONE);
        } catch (IOException unusable) {
            throw new UncheckedIOException("the ledger's folder " + folder + " cannot be used", unusable);
        } catch (RocksDBException unusable) {
            throw broken(unusable);
        }
        LedgerKey.TOTALS.each(db, (key, value) -> totals.put(key, LedgerCodec.totals(value)));
        LedgerKey.FAILED.each(db, (key, value) -> failed.put(key, LedgerCodec.progress(value)));
    }

    /** How far the object is counted, if it ever was read. */
    Optional<Progress> progress(String objectKey) {
        return locked(
                () -> Optional.ofNullable(get(LedgerKey.OBJECT.of(objectKey))).map(LedgerCodec::progress));
    }

    /** Objects whose reading failed, and why. */
    Map<String, Progress> failedObjects() {
        return locked(() -> new TreeMap<>(failed));
    }

    /** Counts a chunk and the progress of its object, both or neither. */
    void count(String objectKey, Chunk chunk) {
        lock.lock();
        try (WriteBatch batch = new WriteBatch()) {
            check();
            Posting posting = new Posting(batch, objectKey);
            for (StoreEvent event : chunk.events()) {
                posting.post(event);
            }
            for (Chunk.Problem problem : chunk.problems()) {
                posting.post(problem);
            }
            posting.post(chunk.progress());
            posting.write();
        } catch (RocksDBException unwritable) {
            throw broken(unwritable);
        } finally {
            lock.unlock();
        }
    }

    Summary summary() {
        return locked(() -> {
            Totals all = totals.getOrDefault("all/", Totals.NONE);
            return new Summary(
                    all.events(),
                    all.revenue(),
                    all.returns(),
                    all.net(),
                    all.units(),
                    all.returnedUnits(),
                    counters.badEvents(),
                    counters.duplicates(),
                    counters.unreadableLines(),
                    counters.objects(),
                    failed.size(),
                    lines("category/"),
                    lines("store/"),
                    lines("hour/"));
        });
    }

    private List<Summary.Line> lines(String dimension) {
        List<Summary.Line> lines = new ArrayList<>();
        totals.subMap(dimension, dimension + Character.MAX_VALUE)
                .forEach((key, value) -> lines.add(
                        Summary.Line.of(LedgerKey.unpadded(dimension, key.substring(dimension.length())), value)));
        return lines;
    }

    /** An event as it was counted. */
    record Counted(long number, String json) {}

    /** Events in the order of counting, newest first, below a number. */
    List<Counted> events(long before, int limit) {
        return newest(LedgerKey.EVENT, before, limit);
    }

    /** Lines that are no events, newest first. */
    List<Counted> problems(int limit) {
        return newest(LedgerKey.PROBLEM, Long.MAX_VALUE, limit);
    }

    private List<Counted> newest(LedgerKey kind, long before, int limit) {
        return locked(() -> {
            List<Counted> found = new ArrayList<>();
            try (ReadOptions read = new ReadOptions();
                    RocksIterator rows = db.newIterator(read)) {
                rows.seekForPrev(kind.of(before - 1));
                while (rows.isValid() && kind.matches(rows.key()) && found.size() < limit) {
                    found.add(new Counted(LedgerKey.number(rows.key()), new String(rows.value(), UTF_8)));
                    rows.prev();
                }
            }
            return found;
        });
    }

    private byte[] get(byte[] key) {
        try {
            return db.get(key);
        } catch (RocksDBException unreadable) {
            throw broken(unreadable);
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            check();
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void check() {
        if (closed) {
            throw new IllegalStateException("the ledger is closed");
        }
    }

    private static IllegalStateException broken(RocksDBException cause) {
        return new IllegalStateException("the ledger cannot be read or written: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                db.close();
                write.close();
                options.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The running numbers beside the sums. */
    record Counters(
            long nextEvent, long nextProblem, long badEvents, long duplicates, long unreadableLines, long objects) {
        static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0);
    }

    /** One chunk on its way into the ledger: nothing in memory changes before the write has succeeded. */
    private final class Posting {
        private static final long PROBLEMS_KEPT = 1_000;

        private final WriteBatch batch;
        private final String objectKey;
        private final Map<String, Totals> touched = new HashMap<>();
        private final Set<ByteBuffer> ids = new HashSet<>();
        private Progress progress;
        private long nextEvent = counters.nextEvent();
        private long nextProblem = counters.nextProblem();
        private long badEvents = counters.badEvents();
        private long duplicates = counters.duplicates();
        private long unreadableLines = counters.unreadableLines();
        private long objects = counters.objects();

        Posting(WriteBatch batch, String objectKey) {
            this.batch = batch;
            this.objectKey = objectKey;
        }

        void post(StoreEvent event) throws RocksDBException {
            byte[] id = LedgerKey.ID.ofHash(event.requestId());
            if (!ids.add(ByteBuffer.wrap(id)) || db.get(id) != null) {
                duplicates++;
                return;
            }
            batch.put(id, new byte[0]);
            batch.put(LedgerKey.EVENT.of(nextEvent++), EventCodec.encode(event));
            if (event.bad()) {
                badEvents++;
                return;
            }
            add("all/", event);
            add("category/" + event.category(), event);
            add("store/" + LedgerKey.padded(event.storeId().orElseThrow()), event);
            add("hour/" + LedgerKey.hour(event.time()), event);
        }

        private void add(String key, StoreEvent event) {
            Totals before = touched.getOrDefault(key, totals.getOrDefault(key, Totals.NONE));
            touched.put(key, before.plus(event));
        }

        void post(Chunk.Problem problem) throws RocksDBException {
            unreadableLines++;
            String told = objectKey + " line " + problem.line() + ": " + problem.reason();
            batch.put(LedgerKey.PROBLEM.of(nextProblem++), told.getBytes(UTF_8));
        }

        void post(Progress after) throws RocksDBException {
            progress = after;
            byte[] value = LedgerCodec.bytes(after);
            batch.put(LedgerKey.OBJECT.of(objectKey), value);
            switch (after.state()) {
                case DONE -> {
                    objects++;
                    batch.delete(LedgerKey.FAILED.of(objectKey));
                }
                case FAILED -> batch.put(LedgerKey.FAILED.of(objectKey), value);
                case PART -> {
                    // neither counted nor given up
                }
            }
        }

        void write() throws RocksDBException {
            for (Map.Entry<String, Totals> entry : touched.entrySet()) {
                batch.put(LedgerKey.TOTALS.of(entry.getKey()), LedgerCodec.bytes(entry.getValue()));
            }
            Counters after = new Counters(nextEvent, nextProblem, badEvents, duplicates, unreadableLines, objects);
            batch.put(LedgerKey.COUNTERS, LedgerCodec.bytes(after));
            forget(LedgerKey.EVENT, nextEvent - keepEvents);
            forget(LedgerKey.PROBLEM, nextProblem - PROBLEMS_KEPT);
            db.write(write, batch);
            counters = after;
            totals.putAll(touched);
            switch (progress.state()) {
                case DONE -> failed.remove(objectKey);
                case FAILED -> failed.put(objectKey, progress);
                case PART -> {
                    // neither counted nor given up
                }
            }
        }

        private void forget(LedgerKey kind, long below) throws RocksDBException {
            if (below > 0) {
                batch.deleteRange(kind.of(0), kind.of(below));
            }
        }
    }
}
