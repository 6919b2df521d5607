package io.sluice.scaling;

import java.util.Optional;

/**
 * What a run showed in its second half.
 *
 * @param breaks the limit because of which more and more had to wait; none where all went through
 * @param delaySeconds that an object waited in front of all limits, on average
 */
record Outcome(Flow flow, Pressure pressure, Optional<Limit> breaks, double delaySeconds) {
    /** Per second. */
    record Flow(double events, double objects) {
        double eventsPerObject() {
            return events / objects;
        }
    }

    /** Whether as much came out as went in. */
    boolean holds() {
        return breaks.isEmpty();
    }
}
