package io.sluice.scaling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to be done in later slots. */
final class Agenda {
    private final Map<Long, List<Runnable>> entries = new HashMap<>();
    private long now;

    void after(long slots, Runnable entry) {
        entries.computeIfAbsent(now + Math.max(1, slots), _ -> new ArrayList<>())
                .add(entry);
    }

    /** Does what is due in this slot, in the order in which it was entered. */
    void run(long slot) {
        now = slot;
        var due = entries.remove(slot);
        if (due != null) {
            due.forEach(Runnable::run);
        }
    }
}
