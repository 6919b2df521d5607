package io.sluice.system.faults;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Tells growth from noise: the <a href="https://en.wikipedia.org/wiki/Theil%E2%80%93Sen_estimator">Theil-Sen slope</a>, the median of
 * the slopes between all pairs of samples, which neither single peaks nor a saw tooth move.
 *
 * @param level the median of the samples
 * @param growth what the slope adds up to from the first sample to the last, in units of the samples
 */
record Trend(double level, double growth) {

    /** Of samples that were taken at equal intervals, three at least. */
    static Trend of(double[] samples) {
        if (samples.length < 3) {
            throw new IllegalArgumentException("three samples make a trend, not " + samples.length);
        }
        double[] slopes = IntStream.range(0, samples.length)
                .boxed()
                .flatMapToDouble(from -> IntStream.range(from + 1, samples.length)
                        .mapToDouble(to -> (samples[to] - samples[from]) / (to - from)))
                .sorted()
                .toArray();
        return new Trend(median(samples), median(slopes) * (samples.length - 1));
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Whether it grew by no more than this share of its level, or by this much, whichever is more. */
    boolean isFlat(double share, double slack) {
        return growth <= Math.max(share * level, slack);
    }
}
