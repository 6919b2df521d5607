package io.sluice.scaling;

/** The most events a second that go through, found by halving, and the limit that keeps more out. */
record Ceiling(double eventsPerSecond, Limit limit) {
    /** A limit is told to one part in so many. */
    private static final double FINENESS = 1.03;

    private static final double MOST = 1e10;

    static Ceiling of(Scenario scenario, Quotas quotas, Facts facts, Clock clock) {
        double holds = 1;
        double breaks = holds;
        Outcome broken = Simulation.run(scenario.at(breaks), quotas, facts, clock);
        while (broken.holds() && breaks < MOST) {
            holds = breaks;
            breaks *= 8;
            broken = Simulation.run(scenario.at(breaks), quotas, facts, clock);
        }
        while (breaks / holds > FINENESS) {
            double middle = Math.sqrt(holds * breaks);
            var outcome = Simulation.run(scenario.at(middle), quotas, facts, clock);
            if (outcome.holds()) {
                holds = middle;
            } else {
                breaks = middle;
                broken = outcome;
            }
        }
        return new Ceiling(holds, broken.breaks().orElseThrow());
    }
}
