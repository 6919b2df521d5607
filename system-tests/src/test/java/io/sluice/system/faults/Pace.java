package io.sluice.system.faults;

import java.util.concurrent.locks.LockSupport;

/** How many events a second several senders send together. */
final class Pace {
    private static final double LEAST = 20;
    private static final double MOST = 200_000;

    private double perSecond = 500;
    private long next = System.nanoTime();

    /** Waits until so many more may be sent. */
    void await(int events) {
        long at = reserve(events);
        for (long wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    private synchronized long reserve(int events) {
        next = Math.max(next, System.nanoTime()) + (long) (events / perSecond * 1e9);
        return next;
    }

    /** Goes faster or slower by this factor, by a quarter at most. */
    synchronized void scale(double factor) {
        perSecond = Math.clamp(perSecond * Math.clamp(factor, 0.75, 1.25), LEAST, MOST);
    }

    synchronized double perSecond() {
        return perSecond;
    }
}
