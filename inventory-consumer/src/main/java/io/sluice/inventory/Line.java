package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

/** What became of one line of an object. */
sealed interface Line {

    record Event(StockEvent event) implements Line {
        public Event {
            requireNonNull(event);
        }
    }

    /** Not an event that moves stock; the number counts lines, or values of an array, from 1. */
    record Fault(long number, String reason) implements Line {
        public Fault {
            requireNonNull(reason);
        }
    }
}
