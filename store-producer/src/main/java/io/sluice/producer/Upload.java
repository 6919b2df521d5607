package io.sluice.producer;

import io.sluice.events.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is known so far about the lines of one upload. Written to by the reader of the upload and by the writes. */
final class Upload {
    private static final int KEYS_SHOWN = 100;
    private static final int REJECTIONS_SHOWN = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    private final List<String> keys = new ArrayList<>();
    private final List<Receipt.Rejection> rejected = new ArrayList<>();
    private final List<Receipt.Failure> failures = new ArrayList<>();
    private Statistics statistics = Statistics.NONE;
    private Optional<Long> stoppedAtLine = Optional.empty();
    private long objects;
    private long bytes;
    private long rejectedLines;
    private long failedEvents;
    private int awaited;

    /** One more write has to be settled. */
    void expect() {
        locked(() -> awaited++);
    }

    void settle(Outcome outcome, Statistics part, String lines) {
        locked(() -> {
            switch (outcome) {
                case Outcome.Written written -> {
                    statistics = statistics.plus(part);
                    wrote(written);
                }
                case Outcome.Failed failed -> fail(failed, part.totMsgs(), lines);
            }
            awaited--;
            settled.signalAll();
        });
    }

    private void wrote(Outcome.Written written) {
        objects++;
        bytes += written.bytes();
        if (keys.size() < KEYS_SHOWN) {
            keys.add(written.key());
        }
    }

    private void fail(Outcome.Failed failed, long events, String lines) {
        statistics = statistics.failed(failed.code() + ": " + failed.message());
        failedEvents += events;
        failures.add(new Receipt.Failure(events, lines, failed.status(), failed.code(), failed.message()));
    }

    /** Lines that are no events, and what became of the write that keeps them. */
    void reject(List<Receipt.Rejection> lines, Outcome quarantine) {
        locked(() -> {
            rejectedLines += lines.size();
            lines.stream().limit(REJECTIONS_SHOWN - rejected.size()).forEach(rejected::add);
            if (quarantine instanceof Outcome.Failed failed) {
                LineRanges ranges = new LineRanges();
                lines.forEach(line -> ranges.add(line.line()));
                fail(failed, 0, ranges.toString());
            }
        });
    }

    int failures() {
        lock.lock();
        try {
            return failures.size();
        } finally {
            lock.unlock();
        }
    }

    void stop(long line) {
        locked(() -> stoppedAtLine = Optional.of(line));
    }

    Statistics statistics() {
        lock.lock();
        try {
            return statistics;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for every write that holds one of this upload's lines, then tells. */
    Receipt receipt() {
        lock.lock();
        try {
            while (awaited > 0) {
                settled.awaitUninterruptibly();
            }
            return new Receipt(
                    Message.of(statistics),
                    objects,
                    bytes,
                    List.copyOf(keys),
                    rejectedLines,
                    List.copyOf(rejected),
                    failedEvents,
                    List.copyOf(failures),
                    stoppedAtLine,
                    Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
