package io.sluice.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SigningKeysTest {
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration TOKEN = Duration.ofHours(1);

    private final Moving clock = new Moving();
    private final SigningKeys keys = new SigningKeys(clock, LIFETIME, TOKEN);

    @Test
    void oneKeySignsForItsLifetime() {
        var first = published();
        clock.pass(LIFETIME.minusSeconds(1));

        assertThat(published()).isEqualTo(first).hasSize(1);
    }

    @Test
    void theNextKeySignsAndTheOldOneStaysPublished() {
        var first = published().getFirst();
        clock.pass(LIFETIME);

        assertThat(published()).hasSize(2).last().isEqualTo(first);
        assertThat(published().getFirst()).isNotEqualTo(first);
    }

    @Test
    void theOldKeyGoesWhenItsLastTokenHasExpired() {
        var first = published().getFirst();
        clock.pass(LIFETIME);
        var second = published().getFirst();
        clock.pass(TOKEN);
        assertThat(published()).contains(first);

        clock.pass(Duration.ofSeconds(1));

        assertThat(published()).containsExactly(second);
    }

    @Test
    void aLongQuietTimeLeavesNoKeyThatStillCounts() {
        var first = published().getFirst();
        clock.pass(LIFETIME.multipliedBy(10));

        assertThat(published()).hasSize(2).last().isEqualTo(first);
        clock.pass(TOKEN.plusSeconds(1));
        assertThat(published()).hasSize(1).doesNotContain(first);
    }

    private List<String> published() {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null).stream()
                .map(JWK::getKeyID)
                .toList();
    }

    private static final class Moving extends Clock {
        private Instant now = Instant.parse("2026-11-22T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
