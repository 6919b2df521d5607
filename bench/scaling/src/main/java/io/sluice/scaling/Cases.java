package io.sluice.scaling;

import io.sluice.scaling.Scenario.Layout;
import java.util.List;

/** The scenarios that the report is about: a way of writing and reading, at any rate. */
record Cases(Facts facts) {
    private static final Layout ONE_FOLDER = Layout.grownInTime(1);
    private static final int MANY_PREFIXES = 300;

    /** A scenario and what its account has. */
    record Case(Scenario scenario, Quotas quotas) {}

    /** All ways, at a rate. */
    List<Case> at(double rate) {
        var full = new Load(rate, 10_000, 0.5, writers(rate));
        var patient = new Load(rate, 10_000, 60, writers(rate));
        var single = new Load(rate, 1, 0, 1);
        return List.of(
                reserved("one event an object, starts the demo's consumer, view", single),
                free(
                        "one event an object, starts a consumer, view",
                        single,
                        new Reader.StartedByS3(Reader.Reads.REDACTED)),
                free("one event an object, queue, raw", single, new Reader.FromQueue(10, Reader.Reads.RAW)),
                spread("the same over " + MANY_PREFIXES + " prefixes", single),
                free("objects of half a second, queue, view", full, new Reader.FromQueue(10, Reader.Reads.REDACTED)),
                free("objects of half a second, queue, raw", full, new Reader.FromQueue(10, Reader.Reads.RAW)),
                free("objects of a minute, queue, raw", patient, new Reader.FromQueue(10, Reader.Reads.RAW)),
                free("objects of a minute, Flink lists", patient, new Reader.FromListing()));
    }

    private int writers(double rate) {
        return (int) Math.ceil(rate / facts.of("events of a writer"));
    }

    private Case free(String name, Load load, Reader reader) {
        return new Case(new Scenario(name, load, ONE_FOLDER, reader), Quotas.defaults(facts));
    }

    private Case spread(String name, Load load) {
        var reader = new Reader.FromQueue(10, Reader.Reads.RAW);
        return new Case(new Scenario(name, load, Layout.grownInTime(MANY_PREFIXES), reader), Quotas.defaults(facts));
    }

    /** {@code catalogue.yaml} reserves a concurrency of one, as the system did that it follows. */
    private Case reserved(String name, Load load) {
        var scenario = new Scenario(name, load, ONE_FOLDER, new Reader.StartedByS3(Reader.Reads.REDACTED));
        return new Case(scenario, Quotas.defaults(facts).with(Limit.CONSUMER, 1));
    }
}
