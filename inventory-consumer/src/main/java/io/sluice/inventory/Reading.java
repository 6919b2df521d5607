package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

/** What came of reading an object. */
sealed interface Reading {

    /** It was read to its end. */
    record Whole(Delta delta) implements Reading {
        public Whole {
            requireNonNull(delta);
        }
    }

    /** It was refused, or it is broken. */
    record Failed(ObjectId object, String reason, boolean worthTryingAgain) implements Reading {
        public Failed {
            requireNonNull(object);
            requireNonNull(reason);
        }
    }

    /** This version of it is not there any more, so it will never be read. */
    record Gone(ObjectId object, String reason) implements Reading {
        public Gone {
            requireNonNull(object);
            requireNonNull(reason);
        }
    }
}
