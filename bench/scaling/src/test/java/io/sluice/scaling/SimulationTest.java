package io.sluice.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.scaling.Reader.FromListing;
import io.sluice.scaling.Reader.FromQueue;
import io.sluice.scaling.Reader.Reads;
import io.sluice.scaling.Reader.StartedByS3;
import io.sluice.scaling.Scenario.Layout;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Facts FACTS = Facts.read();
    private static final Quotas DEFAULTS = Quotas.defaults(FACTS);
    private static final Clock CLOCK = new Clock(0.02, 600);

    private static Scenario single(double rate, int prefixes, Reader reader) {
        return new Scenario("single", new Load(rate, 1, 0, 1), Layout.grownInTime(prefixes), reader);
    }

    private static Outcome run(Scenario scenario, Quotas quotas) {
        return Simulation.run(scenario, quotas, FACTS, CLOCK);
    }

    @Test
    void asManyRunAsComeInTheTimeThatOneTakes() {
        var outcome = run(single(1_000, 1, new StartedByS3(Reads.RAW)), DEFAULTS);

        // A tenth of a second to read and one slot for the rest.
        assertThat(outcome.pressure().meanInUse(Limit.CONSUMER)).isCloseTo(1_000 * 0.12, Percentage.withPercentage(1));
    }

    @Test
    void aViewKeepsTheRedactorBusyBesides() {
        var outcome = run(single(1_000, 1, new StartedByS3(Reads.REDACTED)), DEFAULTS);

        double redactors = outcome.pressure().meanInUse(Limit.CONCURRENCY)
                - outcome.pressure().meanInUse(Limit.CONSUMER);
        assertThat(redactors).isCloseTo(1_000 * 0.1, Percentage.withPercentage(2));
    }

    @Test
    void writesBreakWhereTheyAreMoreThanAPrefixTakes() {
        assertThat(run(single(3_600, 1, new FromListing()), DEFAULTS).breaks()).contains(Limit.WRITES);
    }

    @Test
    void writesHoldWhereTheyAreFewer() {
        assertThat(run(single(3_400, 1, new FromListing()), DEFAULTS).holds()).isTrue();
    }

    @Test
    void writesHoldWhereTheyAreSpread() {
        assertThat(run(single(3_600, 2, new FromListing()), DEFAULTS).holds()).isTrue();
    }

    @Test
    void aReservedConcurrencyOfOneBreaksWhereAnEventTakesLongerThanTheNextIsAway() {
        var reserved = DEFAULTS.with(Limit.CONSUMER, 1);

        assertThat(run(single(6, 1, new StartedByS3(Reads.REDACTED)), reserved).breaks())
                .contains(Limit.CONSUMER);
    }

    @Test
    void aReservedConcurrencyOfOneHoldsBelow() {
        var reserved = DEFAULTS.with(Limit.CONSUMER, 1);

        assertThat(run(single(3, 1, new StartedByS3(Reads.REDACTED)), reserved).holds())
                .isTrue();
    }

    @Test
    void readsBreakFirstWhereThereAreTooFewOfThemOnly() {
        var few = DEFAULTS.with(Limit.READS, 500);

        assertThat(Breaking.of(single(1_000, 1, new FromQueue(10, Reads.RAW)), few, FACTS, CLOCK)
                        .order())
                .containsExactly(Limit.READS);
    }

    @Test
    void messagesInFlightBreakAQueueOfLargeBatches() {
        var few = DEFAULTS.with(Limit.IN_FLIGHT, 1_000);

        assertThat(run(single(3_000, 1, new FromQueue(1_000, Reads.RAW)), few).breaks())
                .contains(Limit.IN_FLIGHT);
    }

    @Test
    void theSameRunGivesTheSame() {
        var scenario = single(500, 1, new FromQueue(10, Reads.REDACTED));

        assertThat(run(scenario, DEFAULTS).flow())
                .isEqualTo(run(scenario, DEFAULTS).flow());
    }

    @Test
    void moreEventsInAnObjectLetMoreThrough() {
        var scenario = new Scenario("batched", new Load(1, 10, 1_000, 1), Layout.grownInTime(1), new FromListing());

        assertThat(Ceiling.of(scenario, DEFAULTS, FACTS, CLOCK).eventsPerSecond())
                .isCloseTo(35_000, Percentage.withPercentage(5));
    }

    @Test
    void morePrefixesLetMoreThrough() {
        assertThat(Ceiling.of(single(1, 4, new FromListing()), DEFAULTS, FACTS, CLOCK))
                .satisfies(ceiling ->
                        assertThat(ceiling.eventsPerSecond()).isCloseTo(14_000, Percentage.withPercentage(5)))
                .extracting(Ceiling::limit)
                .isEqualTo(Limit.WRITES);
    }
}
