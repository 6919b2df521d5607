package io.sluice.producer;

import io.sluice.events.Compression;
import io.sluice.events.EventCodec;
import io.sluice.events.EventType;
import io.sluice.events.StoreEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Gathers the events of all uploads into batches, one open batch for each type, and writes them. Whoever fills a batch
 * waits for one of the few write permits, so its upload is read no faster than S3 takes the events; nothing else queues.
 * A batch is written when it is full, when it is old enough, or when its last sender has finished.
 */
final class BatchWriter implements AutoCloseable {

    /** When a batch is full, and how it is packed. */
    record Bounds(int maxBytes, int maxEvents, Duration maxAge, int maxWrites, Compression compression) {}

    private final ObjectWriter objects;
    private final Totals totals;
    private final Bounds bounds;
    private final Semaphore permits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EventType, Batch> open = new EnumMap<>(EventType.class);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("batch-age").daemon().factory());
    private int senders;
    private long batches;

    BatchWriter(ObjectWriter objects, Totals totals, Bounds bounds) {
        this.objects = objects;
        this.totals = totals;
        this.bounds = bounds;
        this.permits = new Semaphore(bounds.maxWrites());
    }

    void begin() {
        locked(() -> senders++);
    }

    /** The sender has no more events: what it is waiting for is written at once if nobody else is filling it. */
    void end() {
        if (locked(() -> --senders) == 0) {
            for (EventType type : EventType.values()) {
                take(type).ifPresent(this::write);
            }
        }
    }

    void add(Upload upload, long line, StoreEvent event) {
        byte[] encoded = EventCodec.encode(event);
        Optional<Batch> full = locked(() -> addToOpen(upload, line, event, encoded));
        full.ifPresent(this::write);
    }

    private Optional<Batch> addToOpen(Upload upload, long line, StoreEvent event, byte[] encoded) {
        Batch batch = open.computeIfAbsent(event.type(), this::newBatch);
        batch.add(upload, line, event, encoded);
        boolean full = batch.events() >= bounds.maxEvents() || batch.bytes() >= bounds.maxBytes();
        return full ? Optional.of(open.remove(event.type())) : Optional.empty();
    }

    /** The timer knows the batch by its number only, so that it does not keep written ones in memory. */
    private Batch newBatch(EventType type) {
        Batch batch = new Batch(type, ++batches);
        long number = batch.number();
        var _ = timer.schedule(() -> expire(type, number), bounds.maxAge().toNanos(), TimeUnit.NANOSECONDS);
        return batch;
    }

    private void expire(EventType type, long number) {
        boolean stillOpen =
                locked(() -> open.containsKey(type) && open.get(type).number() == number);
        if (stillOpen) {
            Thread.ofVirtual().name("batch-age").start(() -> take(type).ifPresent(this::write));
        }
    }

    private Optional<Batch> take(EventType type) {
        return locked(() -> Optional.ofNullable(open.remove(type)));
    }

    private void write(Batch batch) {
        String extension = ".ndjson" + bounds.compression().suffix();
        write(
                batch,
                () -> objects.writeNew(
                        batch.type().label(),
                        extension,
                        bounds.compression().contentType(),
                        batch.packed(bounds.compression())));
    }

    /** Writes one event as one object. */
    void writeSingle(Upload upload, long line, StoreEvent event) {
        Batch batch = new Batch(event.type(), 0);
        batch.add(upload, line, event, EventCodec.encode(event));
        write(batch, () -> objects.writeNew(batch.type().label(), ".json", "application/json", batch.single()));
    }

    private void write(Batch batch, Supplier<Outcome> writing) {
        permits.acquireUninterruptibly();
        Thread.ofVirtual().name("batch-write").start(() -> {
            Outcome outcome = new Outcome.Failed(0, "InternalError", "the write ended without an outcome");
            try {
                outcome = writing.get();
            } finally {
                permits.release();
                totals.settled(outcome, batch.statistics());
                batch.settle(outcome);
            }
        });
    }

    /** Writes what keeps rejected lines, bounded like every other write, but the caller waits for it. */
    Outcome quarantine(int lines, Supplier<Outcome> writing) {
        permits.acquireUninterruptibly();
        try {
            Outcome outcome = writing.get();
            totals.rejected(lines, outcome);
            return outcome;
        } finally {
            permits.release();
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is open and waits for every write on its way. */
    @Override
    public void close() {
        timer.shutdownNow();
        for (EventType type : EventType.values()) {
            take(type).ifPresent(this::write);
        }
        permits.acquireUninterruptibly(bounds.maxWrites());
        permits.release(bounds.maxWrites());
    }
}
