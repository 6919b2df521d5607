package io.sluice.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {
    private static final int SAMPLES = 60;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a file left open every 30 s, 40, 1",
        "one thread in two samples, 30, 0.5",
        "two percent of the heap each minute, 100, 1"
    })
    void plantedLeakIsFoundUnderNoise(String leak, double level, double each) {
        var noise = new Random(1);

        var trend = Trend.of(samples(i -> level + each * i + noise.nextInt(5)));

        assertThat(trend.isFlat(0.1, 4)).as(leak).isFalse();
    }

    @Test
    void noiseAroundALevelIsFlat() {
        var noise = new Random(2);

        assertThat(Trend.of(samples(_ -> 100 + 20 * noise.nextGaussian())).isFlat(0.1, 0))
                .isTrue();
    }

    @Test
    void sawToothOfACollectorIsFlat() {
        assertThat(Trend.of(samples(i -> 100 + 40 * (i % 7))).isFlat(0.1, 0)).isTrue();
    }

    @Test
    void leakIsFoundInASawTooth() {
        assertThat(Trend.of(samples(i -> 100 + 40 * (i % 7) + i)).isFlat(0.1, 0))
                .isFalse();
    }

    @Test
    void singlePeakAtTheEndIsNoTrend() {
        assertThat(Trend.of(samples(i -> i == SAMPLES - 1 ? 1_000 : 100)).growth())
                .isZero();
    }

    @Test
    void whatShrinksIsFlat() {
        assertThat(Trend.of(samples(i -> 200 - i)).isFlat(0.1, 0)).isTrue();
    }

    @Test
    void growthWithinTheSlackIsFlatAndBeyondItIsNot() {
        var trend = Trend.of(samples(i -> 10 + 4.0 * i / (SAMPLES - 1)));

        assertThat(trend.isFlat(0, 4.001)).isTrue();
        assertThat(trend.isFlat(0, 3.999)).isFalse();
    }

    @Test
    void twoSamplesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Trend.of(new double[] {1, 2}));
    }

    private static double[] samples(IntToDoubleFunction sample) {
        return IntStream.range(0, SAMPLES).mapToDouble(sample).toArray();
    }
}
