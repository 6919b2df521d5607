package io.sluice.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatcherTest {
    private static final Clock CLOCK = new Clock(0.1, 100);

    private final Batcher batcher = new Batcher(new Load(1, 10, 1, 1), CLOCK);

    @Test
    void aFullObjectGoesAtOnce() {
        assertThat(batcher.objects(0, 0, 25)).isEqualTo(2);
    }

    @Test
    void theRestGoesWhenItIsOldEnough() {
        batcher.objects(0, 0, 5);

        assertThat(batcher.objects(0, 10, 0)).isEqualTo(1);
    }

    @Test
    void theRestStaysUntilThen() {
        batcher.objects(0, 0, 5);

        assertThat(batcher.objects(0, 9, 0)).isZero();
    }

    @Test
    void nothingGoesWhereNothingCame() {
        assertThat(batcher.objects(0, 50, 0)).isZero();
    }
}
