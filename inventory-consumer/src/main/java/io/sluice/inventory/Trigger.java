package io.sluice.inventory;

import java.util.List;

/** What an invocation asks for. */
sealed interface Trigger {

    /** Count these objects. */
    record Objects(List<ObjectId> objects) implements Trigger {
        public Objects {
            objects = List.copyOf(objects);
        }
    }

    /** Look for objects that nobody announced, and try again what could not be read. */
    record Sweep() implements Trigger {}

    /** These orders have left the store. */
    record Dispatched(List<String> requestIds) implements Trigger {
        public Dispatched {
            requestIds = List.copyOf(requestIds);
        }
    }

    /** Show that this application writes below its own prefix only. */
    record Demonstrate() implements Trigger {}
}
