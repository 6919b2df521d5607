package io.sluice.catalogue.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * As many assessors as there are blocks at the same time. What one remembers of its blocks makes the next of them faster and never
 * different, so that it does not matter which block comes to which. Safe for several threads.
 */
final class Assessors {
    private final Supplier<Assessor> make;
    private final Deque<Assessor> idle = new ArrayDeque<>();
    private final List<Assessor> all = new ArrayList<>();

    Assessors(Supplier<Assessor> make) {
        this.make = make;
    }

    Findings findings(Batch batch) {
        var assessor = take();
        var found = assessor.findings(batch);
        give(assessor);
        return found;
    }

    private synchronized Assessor take() {
        if (idle.isEmpty()) {
            all.add(make.get());
            return all.getLast();
        }
        return idle.pop();
    }

    private synchronized void give(Assessor assessor) {
        idle.push(assessor);
    }

    /** What all of them saw used. No block may be with one of them. */
    synchronized Usage usage(Supplier<Usage> empty) {
        var together = empty.get();
        all.forEach(each -> together.add(each.usage()));
        return together;
    }
}
