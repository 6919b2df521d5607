package io.sluice.scaling;

/** How finely and how long time is simulated. */
record Clock(double slotSeconds, double seconds) {
    Clock {
        if (slotSeconds <= 0 || seconds < 2 * slotSeconds) {
            throw new IllegalArgumentException("a run needs at least two slots of some length");
        }
    }

    long slots() {
        return Math.round(seconds / slotSeconds);
    }

    /** At least one slot, so that nothing happens in no time. */
    long slotsOf(double duration) {
        return Math.max(1, Math.round(duration / slotSeconds));
    }

    /** What is measured is measured in the second half, when starting up is over. */
    boolean measures(long slot) {
        return slot >= slots() / 2;
    }

    double measuredSeconds() {
        return (slots() - slots() / 2) * slotSeconds;
    }
}
