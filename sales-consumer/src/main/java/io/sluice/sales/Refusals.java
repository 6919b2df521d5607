package io.sluice.sales;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that S3 refused or failed while following, since the start, by operation and code. */
final class Refusals {

    /** The newest refusal of its kind, and how many there were. */
    record Refusal(String operation, String key, int status, String code, String message, long count, Instant last) {}

    private final Clock clock;
    private final Map<String, Refusal> byKind = new TreeMap<>();

    Refusals(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(String operation, String key, Answer answer) {
        byKind.merge(
                operation + " " + answer.code(),
                new Refusal(operation, key, answer.status(), answer.code(), answer.message(), 1, clock.instant()),
                (before, now) -> new Refusal(
                        now.operation(),
                        now.key(),
                        now.status(),
                        now.code(),
                        now.message(),
                        before.count() + 1,
                        now.last()));
    }

    synchronized List<Refusal> all() {
        return List.copyOf(byKind.values());
    }
}
