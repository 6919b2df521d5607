package io.sluice.scaling;

/** How much of something a scenario takes where nothing is too little. */
final class Wanted {
    private Wanted() {}

    static double of(Limit limit, Scenario scenario, Outcome outcome) {
        var pressure = outcome.pressure();
        return switch (limit) {
            case KEYS, WRITES, READS ->
                pressure.perSecond(limit) / scenario.layout().prefixes();
            case CONSUMER, POLLERS, IN_FLIGHT, CONCURRENCY -> pressure.meanInUse(limit);
        };
    }
}
