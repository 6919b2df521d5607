package io.sluice.scaling;

/** Invocations that were started together and do the same: each reads its objects, some at once, and then computes. */
final class Batches {
    private final long count;
    private final long objects;
    private final double events;
    private long unread;
    private long asked;
    private long open;

    /**
     * @param count invocations
     * @param objects of each
     * @param events in the objects of each, on average
     */
    Batches(long count, long objects, double events) {
        this.count = count;
        this.objects = objects;
        this.events = events;
        this.unread = objects;
    }

    long count() {
        return count;
    }

    long messages() {
        return count * objects;
    }

    double events() {
        return events;
    }

    /** Begins the next reads of each invocation. */
    void ask(long atOnce) {
        asked = Math.min(atOnce, unread);
        open = count * asked;
    }

    /** Requests of this round that S3 has not let through yet. */
    long open() {
        return open;
    }

    void granted(long requests) {
        open -= requests;
    }

    /** Whether the objects of the round were the last ones. */
    boolean isReadAfterRound() {
        unread -= asked;
        return unread == 0;
    }
}
