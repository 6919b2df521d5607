package io.sluice.scaling;

import java.util.Arrays;

/** Events into objects, as {@link Load} says: full ones at once, others when they are old enough. */
final class Batcher {
    private final Load load;
    private final long linger;
    private final long[] events;
    private final long[] due;

    Batcher(Load load, Clock clock) {
        this.load = load;
        this.linger = clock.slotsOf(load.lingerSeconds());
        events = new long[load.writers()];
        due = new long[load.writers()];
        Arrays.fill(due, Long.MAX_VALUE);
    }

    /** How many objects this writer finishes in this slot. */
    long objects(int writer, long slot, long arriving) {
        if (load.eventsPerObject() == 1) {
            return arriving;
        }
        if (events[writer] == 0 && arriving > 0) {
            due[writer] = slot + linger;
        }
        events[writer] += arriving;
        long full = events[writer] / load.eventsPerObject();
        if (full > 0) {
            events[writer] %= load.eventsPerObject();
            due[writer] = events[writer] > 0 ? slot + linger : Long.MAX_VALUE;
        }
        return full + overdue(writer, slot);
    }

    private long overdue(int writer, long slot) {
        if (slot < due[writer]) {
            return 0;
        }
        events[writer] = 0;
        due[writer] = Long.MAX_VALUE;
        return 1;
    }
}
