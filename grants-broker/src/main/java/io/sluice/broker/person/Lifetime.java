package io.sluice.broker.person;

import java.time.Duration;

/** How long something that ends is used: nine tenths of what it has left, so that what is passed on still lasts a while. */
public final class Lifetime {
    private static final int TENTHS = 9;

    private Lifetime() {}

    public static Duration mostOf(Duration left) {
        return left.isNegative() ? Duration.ZERO : left.multipliedBy(TENTHS).dividedBy(10);
    }
}
