package io.sluice.lake.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How Lambda runs on this machine. The times of asynchronous invocations are those of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">error handling for asynchronous
 * invocations</a>.
 *
 * @param environments how many execution environments may be there at the same time
 * @param idle how long one may wait for its next invocation before it is ended
 * @param initialization how long one may take until it asks for its first invocation
 * @param retryAfter how long an event waits after its first failed attempt, after its second one, and so on; the last goes on
 * @param throttledFor how long an event waits that found no free environment
 * @param lookEvery how often memory, idle environments and output are looked at
 */
public record LambdaOptions(
        int environments,
        Duration idle,
        Duration initialization,
        List<Duration> retryAfter,
        Duration throttledFor,
        Duration lookEvery) {
    public static final LambdaOptions DEFAULT = new LambdaOptions(
            16,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
            Duration.ofSeconds(1),
            Duration.ofMillis(250));

    public LambdaOptions {
        Objects.requireNonNull(idle);
        Objects.requireNonNull(initialization);
        retryAfter = List.copyOf(retryAfter);
        Objects.requireNonNull(throttledFor);
        Objects.requireNonNull(lookEvery);
        if (environments < 1 || retryAfter.isEmpty()) {
            throw new IllegalArgumentException("Lambda needs one environment and one delay at least");
        }
    }

    public LambdaOptions withEnvironments(int other) {
        return new LambdaOptions(other, idle, initialization, retryAfter, throttledFor, lookEvery);
    }

    public LambdaOptions withIdle(Duration other) {
        return new LambdaOptions(environments, other, initialization, retryAfter, throttledFor, lookEvery);
    }

    public LambdaOptions withInitialization(Duration other) {
        return new LambdaOptions(environments, idle, other, retryAfter, throttledFor, lookEvery);
    }

    public LambdaOptions withRetryAfter(List<Duration> other) {
        return new LambdaOptions(environments, idle, initialization, other, throttledFor, lookEvery);
    }

    public LambdaOptions withThrottledFor(Duration other) {
        return new LambdaOptions(environments, idle, initialization, retryAfter, other, lookEvery);
    }
}
