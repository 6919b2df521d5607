package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueuedEventTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final QueuedEvent event = QueuedEvent.of(
                    new FunctionReference("recorder"), "{}".getBytes(StandardCharsets.UTF_8), NOW)
            .failed(NOW.plus(PAUSE));

    @Test
    void anEventThatFailedWaitsForItsPause() {
        assertThat(event.left(NOW)).isEqualTo(PAUSE);
        assertThat(event.left(NOW.plusSeconds(90))).isEqualTo(Duration.ofSeconds(30));
        assertThat(event.left(NOW.plus(PAUSE))).isZero();
    }

    @Test
    void aClockThatIsSetForwardMakesItDue() {
        assertThat(event.left(NOW.plus(Duration.ofHours(1)))).isZero();
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeItWaitForAnHour() {
        assertThat(event.left(NOW.minus(Duration.ofHours(1)))).isZero();
    }
}
