package io.sluice.lake.objectlambda;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that set it when its time has come, which on a virtual thread also ends a read or write that stands still. Nothing
 * is interrupted after it was closed.
 */
final class Alarm implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("object-lambda-alarm").daemon().factory());

    private final Thread sleeper = Thread.currentThread();
    private final Future<?> ringing;
    private boolean closed;
    private boolean rang;

    Alarm(Duration after) {
        ringing = CLOCK.schedule(this::ring, after.toNanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void ring() {
        if (!closed) {
            rang = true;
            sleeper.interrupt();
        }
    }

    synchronized boolean rang() {
        return rang;
    }

    @Override
    public synchronized void close() {
        closed = true;
        ringing.cancel(false);
        if (rang) {
            // The interruption was this one's, and it is over.
            var _ = Thread.interrupted();
        }
    }
}
