package io.sluice.catalogue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Lambda function.
 *
 * @param role the role it runs under: an application's, or one of its own
 * @param url whether it has a URL, which asks for signed requests
 * @param deadLetterQueue the name of the SQS queue for events that could not be worked on
 */
public record Function(
        String name,
        Role role,
        Limits limits,
        SortedMap<String, String> environment,
        boolean url,
        List<Trigger> triggers,
        Optional<String> deadLetterQueue) {
    public Function {
        Objects.requireNonNull(name);
        Objects.requireNonNull(role);
        Objects.requireNonNull(limits);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        triggers = List.copyOf(triggers);
        Objects.requireNonNull(deadLetterQueue);
    }

    /** How long it runs, with how much memory, and how many at once. */
    public record Limits(Duration timeout, int memoryMegabytes, OptionalInt reservedConcurrency) {
        public Limits {
            Objects.requireNonNull(timeout);
            Objects.requireNonNull(reservedConcurrency);
        }
    }

    /**
     * New objects of a data set start it.
     *
     * @param under what follows the data set's prefix, {@code dt=}
     */
    public record Trigger(String dataSet, String under, String suffix) {
        public Trigger {
            Objects.requireNonNull(dataSet);
            Objects.requireNonNull(under);
            Objects.requireNonNull(suffix);
        }
    }
}
