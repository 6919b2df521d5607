package io.sluice.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.scaling.Scenario.Layout;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BillTest {
    private static final Facts FACTS = Facts.read();

    private static Bill bill(int eventsPerObject, Reader reader) {
        var scenario = new Scenario("bill", new Load(1_000, eventsPerObject, 60, 1), Layout.grownInTime(1), reader);
        var outcome = Simulation.run(scenario, Quotas.defaults(FACTS), FACTS, new Clock(0.02, 600));
        return Bill.of(scenario, outcome, FACTS);
    }

    @Test
    void everyWriteOfTheMonthIsPaid() {
        assertThat(bill(1, new Reader.FromListing()).items().get("PUT"))
                .isCloseTo(1_000L * 730 * 3_600 * 5.00 / 1e6, Percentage.withPercentage(0.1));
    }

    @Test
    void aThousandEventsInAnObjectCostAThousandthOfTheWrites() {
        var single = bill(1, new Reader.FromListing()).items().get("PUT");

        assertThat(bill(1_000, new Reader.FromListing()).items().get("PUT"))
                .isCloseTo(single / 1_000, Percentage.withPercentage(1));
    }

    @Test
    void aViewCostsMoreThanTheObjectsAsTheyAre() {
        assertThat(bill(100, new Reader.FromQueue(10, Reader.Reads.REDACTED)).total())
                .isGreaterThan(
                        bill(100, new Reader.FromQueue(10, Reader.Reads.RAW)).total());
    }

    @Test
    void whoListsPaysForNoFunctionAndNoQueue() {
        assertThat(bill(100, new Reader.FromListing()).items())
                .containsEntry("functions", 0.0)
                .containsEntry("queue", 0.0);
    }

    @Test
    void storageIsCheaperTheMoreThereIs() {
        assertThat(Bill.storage(600_000, FACTS))
                .isCloseTo(50_000 * 0.023 + 450_000 * 0.022 + 100_000 * 0.021, within(0.01));
    }
}
