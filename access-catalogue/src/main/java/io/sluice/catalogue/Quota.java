package io.sluice.catalogue;

import java.util.Objects;

/**
 * How much of what AWS takes is used.
 *
 * @param what {@code bytes in the policy of bucket lake}
 */
public record Quota(String what, long used, long limit) {
    public Quota {
        Objects.requireNonNull(what);
    }

    /** Four fifths or more. */
    public boolean isNear() {
        return used * 5 >= limit * 4;
    }

    @Override
    public String toString() {
        return what + ": " + used + "/" + limit;
    }
}
