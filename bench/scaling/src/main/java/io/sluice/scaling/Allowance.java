package io.sluice.scaling;

/**
 * So many requests a slot and no more. What is not used lapses. S3 splits a prefix whose requests it has refused for long enough, which
 * doubles what is allowed; where keys grow with time a split does not help, since all new keys lie behind the last one.
 */
final class Allowance {
    private final long splitAfter;
    private double perSlot;
    private double credit;
    private long refusing;
    private boolean refused;

    /** @param splitAfter slots of refusals after which there is twice as much; {@link Long#MAX_VALUE} for never */
    Allowance(double perSlot, long splitAfter) {
        this.perSlot = perSlot;
        this.splitAfter = splitAfter;
    }

    static Allowance fixed(double perSlot) {
        return new Allowance(perSlot, Long.MAX_VALUE);
    }

    void nextSlot() {
        refusing = refused ? refusing + 1 : 0;
        refused = false;
        if (refusing >= splitAfter) {
            perSlot *= 2;
            refusing = 0;
        }
        credit = credit - Math.floor(credit) + perSlot;
    }

    /** How many of so many requests are let through now. */
    long take(long wanted) {
        long granted = Math.min(wanted, (long) credit);
        credit -= granted;
        refused |= granted < wanted;
        return granted;
    }

    double perSlot() {
        return perSlot;
    }
}
