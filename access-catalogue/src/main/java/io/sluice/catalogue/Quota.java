package io.sluice.catalogue;

import java.util.Objects;

/**
 * How much of what AWS takes is used.
 *
 * @param what {@code bytes in the policy of bucket lake}
 * @param limit what an account starts with
 * @param raisableTo what AWS raises it to when asked; the limit itself where it does not
 */
public record Quota(String what, long used, long limit, long raisableTo) {
    public Quota {
        Objects.requireNonNull(what);
    }

    /** Four fifths or more. */
    public boolean isNear() {
        return used * 5 >= limit * 4;
    }

    /** More than an account starts with. */
    public boolean isPassed() {
        return used > limit;
    }

    @Override
    public String toString() {
        return what + ": " + used + "/" + limit;
    }
}
