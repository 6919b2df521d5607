package io.sluice.sales;

import java.time.Instant;

/**
 * How far one object is counted.
 *
 * @param etag of the body that was read; another body under the same key is read anew
 * @param lines that are counted already
 * @param attempts that ended without an end of the object
 * @param retryAt when the next attempt is due
 */
record Progress(String etag, long lines, State state, int attempts, Instant retryAt, String reason) {

    enum State {
        PART,
        DONE,
        FAILED
    }

    static Progress none(String etag) {
        return new Progress(etag, 0, State.PART, 0, Instant.EPOCH, "");
    }

    Progress read(long lines) {
        return new Progress(etag, lines, State.PART, attempts, retryAt, "");
    }

    Progress done() {
        return new Progress(etag, lines, State.DONE, attempts, Instant.EPOCH, "");
    }

    /** Tried again after 15 seconds, then 30, and so on up to an hour. */
    Progress failed(String reason, Instant now) {
        long seconds = Math.min(3_600, 15L << Math.min(attempts, 10));
        return new Progress(etag, lines, State.FAILED, attempts + 1, now.plusSeconds(seconds), reason);
    }
}
