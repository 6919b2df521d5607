package io.sluice.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final int SLOTS = 2_000_000;

    /** A queue whose server takes one a slot: what it did, to hold against formulas. */
    private static final class Queue {
        private final Waiting waiting = new Waiting();
        private final Allowance allowance = Allowance.fixed(1);
        private double waitingSum;
        private long served;

        private Queue run(double load) {
            var chance = new Chance(7);
            for (int slot = 0; slot < SLOTS; slot++) {
                allowance.nextSlot();
                waiting.add(slot, chance.poisson(load));
                long now = allowance.take(waiting.size());
                waiting.take(slot, now);
                served += now;
                waitingSum += waiting.size();
            }
            return this;
        }
    }

    @ParameterizedTest(name = "load {0}")
    @ValueSource(doubles = {0.3, 0.5, 0.8, 0.9})
    void asManyWaitAsTheFormulaOfConstantServiceSays(double load) {
        var queue = new Queue().run(load);

        assertThat(queue.waitingSum / SLOTS).isCloseTo(load * load / (2 * (1 - load)), Percentage.withPercentage(4));
    }

    @ParameterizedTest(name = "load {0}")
    @ValueSource(doubles = {0.3, 0.5, 0.8, 0.9})
    void littlesLawHolds(double load) {
        var queue = new Queue().run(load);

        double arrivals = (double) queue.served / SLOTS;
        assertThat(queue.waitingSum / SLOTS)
                .isCloseTo(arrivals * queue.waiting.meanWait(), Percentage.withPercentage(0.5));
    }

    @Test
    void theServerIsBusyAsOftenAsTheLoadSays() {
        assertThat((double) new Queue().run(0.8).served / SLOTS).isCloseTo(0.8, within(0.004));
    }

    @Test
    void whatIsTooMuchGrowsByTheDifference() {
        assertThat((double) new Queue().run(1.25).waiting.size()).isCloseTo(0.25 * SLOTS, Percentage.withPercentage(1));
    }

    @Test
    void fractionsOfAnAllowanceAddUpAndTheRestLapses() {
        var allowance = Allowance.fixed(2.5);
        long granted = 0;
        for (int slot = 0; slot < 1_000; slot++) {
            allowance.nextSlot();
            granted += allowance.take(slot < 500 ? 0 : 10);
        }

        assertThat(granted).isBetween(1_250L, 1_251L);
    }

    @Test
    void refusalsForLongEnoughDoubleTheAllowance() {
        assertThat(allowanceAfter(10)).isEqualTo(20);
    }

    @Test
    void refusalsForAShorterTimeDoNot() {
        assertThat(allowanceAfter(9)).isEqualTo(10);
    }

    private static double allowanceAfter(int refusals) {
        var allowance = new Allowance(10, 10);
        for (int slot = 0; slot < refusals; slot++) {
            allowance.nextSlot();
            allowance.take(11);
        }
        allowance.nextSlot();
        return allowance.perSlot();
    }
}
