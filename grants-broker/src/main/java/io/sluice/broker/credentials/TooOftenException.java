package io.sluice.broker.credentials;

import java.time.Duration;

/** A person asked more often than is allowed. */
public final class TooOftenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public TooOftenException(Duration retryAfter) {
        super("You have asked very often in the last minute. Wait a moment, then try again.");
        this.retryAfter = retryAfter;
    }

    /** After how long it is worth trying again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
