package io.sluice.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    private TimeLimit limit(Optional<Duration> configured) {
        return new TimeLimit(configured, now::get);
    }

    @Test
    void lambdaTellsWhatIsLeftWhereNothingIsConfigured() {
        assertThat(limit(Optional.empty()).of(() -> 1500).get()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void aConfiguredLimitRunsDownWhateverTheContextSays() {
        var left = limit(Optional.of(Duration.ofMinutes(1))).of(() -> -569_360_787);
        assertThat(left.get()).isEqualTo(Duration.ofMinutes(1));

        now.set(Instant.EPOCH.plusSeconds(55));

        assertThat(left.get()).isEqualTo(Duration.ofSeconds(5));
    }
}
