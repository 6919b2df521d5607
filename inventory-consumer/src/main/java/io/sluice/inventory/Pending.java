package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

/** An object that could not be counted, why not, and how often it was tried. */
record Pending(ObjectId object, int attempts, String reason) {
    private static final int MAX_REASON = 500;

    Pending {
        requireNonNull(object);
        reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }
}
