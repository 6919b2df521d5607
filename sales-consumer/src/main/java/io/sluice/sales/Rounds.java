package io.sluice.sales;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does something again and again, with a pause after each time. The pause is measured by a timer that nobody sets: a schedule that compares
 * times of day stands still for an hour where the clock is set back by one.
 */
final class Rounds implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

    private final Runnable round;
    private final Duration pause;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rounds").daemon().factory());

    Rounds(Runnable round, Duration pause) {
        this.round = Objects.requireNonNull(round);
        this.pause = pause;
    }

    /** The first one comes after a pause. */
    void start() {
        var _ = timer.scheduleWithFixedDelay(this::go, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A round that fails does not keep the next one from coming. */
    private void go() {
        try {
            round.run();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "A round failed; the next one comes in " + pause, e);
        }
    }

    /** Interrupts the round that is under way, and returns when it has ended. */
    @Override
    public void close() {
        timer.shutdownNow();
        timer.close();
    }
}
