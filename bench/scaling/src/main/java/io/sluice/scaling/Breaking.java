package io.sluice.scaling;

import java.util.ArrayList;
import java.util.List;

/** What breaks first, and what would break next if that did not. */
record Breaking(List<Limit> order, Outcome outcome) {
    Breaking {
        order = List.copyOf(order);
    }

    /** Runs again and again, each time without the limit that broke, until all goes through. */
    static Breaking of(Scenario scenario, Quotas quotas, Facts facts, Clock clock) {
        var order = new ArrayList<Limit>();
        var left = quotas;
        var outcome = Simulation.run(scenario, left, facts, clock);
        while (!outcome.holds()) {
            var limit = outcome.breaks().orElseThrow();
            if (order.contains(limit)) {
                throw new IllegalStateException(limit + " broke although it was lifted, in " + scenario.name());
            }
            order.add(limit);
            left = left.lifted(limit);
            outcome = Simulation.run(scenario, left, facts, clock);
        }
        return new Breaking(order, outcome);
    }
}
