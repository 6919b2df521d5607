package io.sluice.broker.credentials;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.broker.person.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Person CLEO = person("cleo");
    private static final Person SAM = person("sam");

    private Instant now = Instant.parse("2026-11-22T04:00:00Z");
    private final InstantSource time = () -> now;
    private final RateLimit limit = new RateLimit(2, time.withZone(ZoneOffset.UTC));

    private static Person person(String subject) {
        return new Person("http://localhost:9601", subject, subject, subject + "@x.example", new TreeSet<>(), "s");
    }

    @Test
    void whoAsksTooOftenIsRefusedUntilTheMinuteHasRefilled() {
        limit.take(CLEO);
        limit.take(CLEO);

        assertThatThrownBy(() -> limit.take(CLEO)).isInstanceOf(TooOftenException.class);

        now = now.plus(Duration.ofSeconds(31));
        assertThatCode(() -> limit.take(CLEO)).doesNotThrowAnyException();
        assertThatThrownBy(() -> limit.take(CLEO)).isInstanceOf(TooOftenException.class);
    }

    @Test
    void nobodyUsesUpWhatIsAnothers() {
        limit.take(CLEO);
        limit.take(CLEO);

        assertThatCode(() -> limit.take(SAM)).doesNotThrowAnyException();
    }
}
