package io.sluice.broker.aws;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers by key. Whoever asks first fetches, on its own thread; whoever asks meanwhile waits for that answer, so that there is one
 * request in flight for a key. An answer is kept as long as it says itself, a failure not at all. What was removed while it was fetched is not
 * kept. Everything may be lost at any time without harm.
 */
public final class Shared<K, V> {
    private static final int MOST = 30_000;

    private final AsyncCache<K, Outcome<V>> answers;

    private sealed interface Outcome<V> {}

    private record Answered<V>(V value) implements Outcome<V> {}

    private record Failed<V>(RuntimeException failure) implements Outcome<V> {}

    public Shared(Clock clock, Function<V, Duration> keptFor) {
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        answers = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .expireAfter(Expiry.<K, Outcome<V>>writing((key, outcome) -> switch (outcome) {
                    case Answered<V> answered -> keptFor.apply(answered.value());
                    case Failed<V> failed -> Duration.ZERO;
                }))
                .buildAsync();
    }

    /** The answer for this key, kept or fetched. What fetching throws, everybody gets who waited for it. */
    public V get(K key, Supplier<V> fetch) {
        CompletableFuture<Outcome<V>> mine = new CompletableFuture<>();
        CompletableFuture<Outcome<V>> theirs = answers.asMap().putIfAbsent(key, mine);
        if (theirs != null) {
            return value(await(theirs));
        }
        Outcome<V> outcome = new Failed<>(new IllegalStateException("Nothing was fetched"));
        try {
            outcome = fetched(fetch);
        } finally {
            if (outcome instanceof Failed<V>) {
                answers.asMap().remove(key, mine);
            }
            mine.complete(outcome);
        }
        return value(outcome);
    }

    private static <V> Outcome<V> fetched(Supplier<V> fetch) {
        try {
            return new Answered<>(fetch.get());
        } catch (RuntimeException failure) {
            return new Failed<>(failure);
        }
    }

    private static <V> V value(Outcome<V> outcome) {
        return switch (outcome) {
            case Answered<V> answered -> answered.value();
            case Failed<V> failed -> throw failed.failure();
        };
    }

    /** Forgets what has one of these keys, whether it is there already or under way. */
    public void forget(Predicate<K> which) {
        answers.asMap().keySet().removeIf(which);
    }

    private static <T> T await(CompletableFuture<T> theirs) {
        long began = System.nanoTime();
        try {
            return theirs.join();
        } finally {
            Waiting.add(System.nanoTime() - began);
        }
    }
}
