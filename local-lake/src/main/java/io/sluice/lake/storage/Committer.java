package io.sluice.lake.storage;

import io.sluice.lake.storage.Transaction.Change;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * The one thread that writes. While it flushes, further changes queue; it then applies all of them in order and flushes them
 * together. Callers wait for the flush of theirs. A thread of its own and not RocksDB's own grouping, since a virtual thread that
 * waits inside native code holds its carrier, and with it the writers that it should be grouped with.
 */
final class Committer implements AutoCloseable {
    private static final int MAX_CHANGES = 1024;
    private static final long MAX_BYTES = 8L << 20;

    private final Database database;
    private final Clock clock;
    private final BlockingQueue<Work<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Work<Boolean> stop = new Work<>(_ -> true);
    private long sequence;
    private long lastMillis;
    private volatile boolean stopped;

    Committer(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.get(Keys.CLOCK).map(ByteBuffer::wrap).ifPresent(counters -> {
            sequence = counters.getLong();
            lastMillis = counters.getLong();
        });
        thread = Thread.ofPlatform().name("lake-committer").start(this::run);
    }

    /** Returns when the change is on disk. What the change throws is thrown here, and it then changed nothing. */
    <T> Change<T> commit(Function<Transaction, T> change) {
        var work = new Work<>(change);
        queue.add(work);
        if (stopped && queue.remove(work)) {
            throw new IllegalStateException("the store is closed");
        }
        try {
            return work.done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void run() {
        var batch = new ArrayList<Work<?>>();
        boolean stopping = false;
        while (!stopping) {
            batch.clear();
            write(batch);
            stopping = batch.contains(stop);
        }
        stopped = true;
        queue.removeIf(work -> work.done.completeExceptionally(new IllegalStateException("the store is closed")));
    }

    /** Waits for a change, applies what has queued by then, flushes it, and tells each caller. */
    private void write(List<Work<?>> batch) {
        var next = take();
        lastMillis = Math.max(lastMillis, clock.millis());
        try (var transaction = database.begin(sequence, lastMillis)) {
            do {
                batch.add(next);
                next.apply(transaction);
                next = batch.size() < MAX_CHANGES && transaction.bytes() < MAX_BYTES ? queue.poll() : null;
            } while (next != null);
            sequence = transaction.sequence();
            if (batch.stream().anyMatch(Work::changed)) {
                transaction.write();
            }
            batch.forEach(Work::tell);
        } catch (RuntimeException | Error e) {
            batch.forEach(work -> work.done.completeExceptionally(e));
        }
    }

    private Work<?> take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // Only close() ends this thread.
            }
        }
    }

    @Override
    public void close() {
        queue.add(stop);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Work<T> {
        private final Function<Transaction, T> change;
        private final CompletableFuture<Change<T>> done = new CompletableFuture<>();
        /** What to tell after the flush: a refusal may rest on a change that is not on disk before. */
        private CompletableFuture<Change<T>> outcome = new CompletableFuture<>();

        Work(Function<Transaction, T> change) {
            this.change = change;
        }

        void apply(Transaction transaction) {
            try {
                outcome = CompletableFuture.completedFuture(transaction.apply(change));
            } catch (RuntimeException | Error e) {
                outcome = CompletableFuture.failedFuture(e);
            }
        }

        boolean changed() {
            return outcome.state() == Future.State.SUCCESS;
        }

        void tell() {
            if (changed()) {
                done.complete(outcome.resultNow());
            } else {
                done.completeExceptionally(outcome.exceptionNow());
            }
        }
    }
}
