package io.sluice.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets events through a scenario slot by slot: into objects, past the limits of S3, to whoever reads them. Time goes in slots, what comes
 * in one is drawn at random, and the same seed gives the same run.
 */
final class Simulation {
    /** More waiting than this part of what came in the second half is not chance. */
    private static final double GROWTH = 0.01;

    private final Scenario scenario;
    private final Clock clock;
    private final Chance chance;
    private final Pressure pressure;
    private final List<Stage> stages;
    private final Batcher batcher;
    private long events;
    private long objects;
    private long eventsBefore;
    private long objectsBefore;

    private Simulation(Scenario scenario, Quotas quotas, Facts facts, Clock clock) {
        this.scenario = scenario;
        this.clock = clock;
        chance = new Chance(20_261_128);
        pressure = new Pressure(clock);
        batcher = new Batcher(scenario.load(), clock);
        stages = stages(scenario, quotas, new Work(clock, facts));
    }

    static Outcome run(Scenario scenario, Quotas quotas, Facts facts, Clock clock) {
        return new Simulation(scenario, quotas, facts, clock).run();
    }

    private static List<Stage> stages(Scenario scenario, Quotas quotas, Work work) {
        var layout = scenario.layout();
        double slot = work.clock().slotSeconds();
        long split = layout.splitSeconds() == Double.POSITIVE_INFINITY
                ? Long.MAX_VALUE
                : work.clock().slotsOf(layout.splitSeconds());
        double all = layout.prefixes() * slot;
        var reads = Allowance.fixed(quotas.of(Limit.READS) * all);
        var stages = new ArrayList<Stage>();
        stages.add(new Gate(Limit.KEYS, Allowance.fixed(quotas.of(Limit.KEYS) * all)));
        stages.add(new Gate(Limit.WRITES, new Allowance(quotas.of(Limit.WRITES) * all, split)));
        stages.add(
                switch (scenario.reader()) {
                    case Reader.FromListing _ -> new Gate(Limit.READS, reads);
                    case Reader.StartedByS3 _, Reader.FromQueue _ ->
                        Function.of(scenario.reader(), quotas, work, reads);
                });
        return stages;
    }

    private Outcome run() {
        long half = clock.slots() / 2;
        for (long number = 0; number < half; number++) {
            step(number);
        }
        eventsBefore = events;
        objectsBefore = objects;
        var waitingBefore = stages.stream().mapToLong(Stage::backlog).toArray();
        for (long number = half; number < clock.slots(); number++) {
            step(number);
        }
        return outcome(waitingBefore);
    }

    private void step(long number) {
        var load = scenario.load();
        double expected = load.eventsPerSecond() * clock.slotSeconds() / load.writers();
        long written = 0;
        for (int writer = 0; writer < load.writers(); writer++) {
            long arriving = chance.poisson(expected);
            events += arriving;
            written += batcher.objects(writer, number, arriving);
        }
        objects += written;
        var slot = new Slot(number, written, objects == 0 ? 1 : (double) events / objects, pressure);
        stages.forEach(stage -> stage.step(slot));
    }

    private Outcome outcome(long[] waitingBefore) {
        double seconds = clock.measuredSeconds();
        var flow = new Outcome.Flow((events - eventsBefore) / seconds, (objects - objectsBefore) / seconds);
        double delay = stages.stream()
                .mapToDouble(stage -> stage.waiting().meanWait() * clock.slotSeconds())
                .sum();
        return new Outcome(flow, pressure, grows(waitingBefore) ? pressure.firstBound() : Optional.empty(), delay);
    }

    private boolean grows(long[] waitingBefore) {
        long grown = 0;
        for (int i = 0; i < waitingBefore.length; i++) {
            grown += Math.max(0, stages.get(i).backlog() - waitingBefore[i]);
        }
        return grown > GROWTH * (objects - objectsBefore);
    }
}
