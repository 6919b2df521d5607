package io.sluice.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C or a polite kill. The thread that works is interrupted wherever it is, and the exit of the JVM is held until it has cleaned
 * up, half a minute at most.
 */
final class StopSignal {
    private static final Duration CLEANED_WITHIN = Duration.ofSeconds(30);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch cleaned = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal interrupting(Thread worker) {
        var signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> signal.ask(worker), "stop"));
        return signal;
    }

    /** A signal that nobody gives. */
    static StopSignal never() {
        return new StopSignal();
    }

    private void ask(Thread worker) {
        asked.countDown();
        worker.interrupt();
        try {
            cleaned.await(CLEANED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Throws where the signal was given, or is within this time. The terminal gives it to all processes at once, so that a part may be
     * gone before this one knows why.
     */
    void throwIfAsked(Duration patience) throws InterruptedException {
        if (asked.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            // What cleans up waits for others, and may.
            Thread.interrupted();
            throw new InterruptedException("stopped");
        }
    }

    /** Lets the JVM go. */
    void cleaned() {
        cleaned.countDown();
    }
}
