package io.sluice.events;

import static java.util.Objects.requireNonNull;

/** What became of a line: an event, or the reason why it is none. */
public sealed interface Checked {

    record Valid(StoreEvent event) implements Checked {
        public Valid {
            requireNonNull(event);
        }
    }

    /** Not an event; the reason names everything that is wrong with the line, for the person who sent it. */
    record Invalid(String reason) implements Checked {
        public Invalid {
            requireNonNull(reason);
        }
    }
}
