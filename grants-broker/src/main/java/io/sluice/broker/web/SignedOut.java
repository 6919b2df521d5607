package io.sluice.broker.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.broker.person.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Sign-ins that are over, for as long as their cookies could be shown again. Cookies hold everything themselves, so that any broker takes
 * them; this makes a copied one useless at once at the broker where the person signed out. Losing it does no harm beyond that.
 */
final class SignedOut {
    private static final Duration KEPT = Duration.ofHours(12);
    private static final int MOST = 100_000;

    private final Cache<SignIn, Last> over;

    private record SignIn(String person, String session) {}

    /** The token that was signed out with. */
    record Last(Instant issued, String fingerprint) {}

    SignedOut(Clock clock) {
        this.over = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfterWrite(KEPT)
                .build();
    }

    void add(Person person, Last last) {
        over.put(new SignIn(person.key(), person.session()), last);
    }

    /** Whether this token is what was signed out with, or an earlier one of the same sign-in. */
    boolean isOver(Person person, Last shown) {
        Last last = over.getIfPresent(new SignIn(person.key(), person.session()));
        return last != null
                && (shown.issued().isBefore(last.issued())
                        || shown.fingerprint().equals(last.fingerprint()));
    }
}
