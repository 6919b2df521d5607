package io.sluice.broker.credentials;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sluice.broker.person.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** How often one person may ask in a minute. Each person has a bucket that refills steadily; nobody's asking uses up another's. */
public final class RateLimit {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_PEOPLE = 100_000;

    private final double perMinute;
    private final Clock clock;
    private final Cache<String, Bucket> buckets;

    private record Bucket(double tokens, Instant at, boolean taken) {}

    public RateLimit(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_PEOPLE)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .expireAfterWrite(MINUTE)
                .build();
    }

    /**
     * Counts one.
     *
     * @throws TooOftenException where there is none left
     */
    public void take(Person person) {
        Bucket bucket = buckets.asMap().merge(person.key(), fresh(), (before, ignored) -> next(before));
        if (!bucket.taken()) {
            throw new TooOftenException(Duration.ofMillis((long) Math.ceil(MINUTE.toMillis() / perMinute)));
        }
    }

    private Bucket fresh() {
        return new Bucket(perMinute - 1, clock.instant(), true);
    }

    private Bucket next(Bucket before) {
        Instant now = clock.instant();
        double refilled = perMinute * Duration.between(before.at(), now).toMillis() / MINUTE.toMillis();
        double tokens = Math.min(perMinute, before.tokens() + refilled);
        return tokens >= 1 ? new Bucket(tokens - 1, now, true) : new Bucket(tokens, now, false);
    }
}
