package io.sluice.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SignInsTest {
    @Test
    void theLastOfTooManyWaitsForAllBefore() {
        assertThat(new SignIns(10_000, 10).longestWait(600)).isCloseTo(10_000 / 600.0 - 10, within(0.3));
    }

    @Test
    void nobodyWaitsLongWhereThereIsEnough() {
        assertThat(new SignIns(1_000, 10).longestWait(600)).isLessThan(0.2);
    }
}
