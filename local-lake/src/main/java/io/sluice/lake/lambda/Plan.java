package io.sluice.lake.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * What a function is to be that somebody gives code to later. Whoever makes the function has the last word on its configuration; the rest
 * is put on it when it is made, and again when the lake starts.
 *
 * @param configuration where {@code CreateFunction} does not say otherwise
 * @param permissions the statements of its policy; others stay
 * @param url its authentication, {@code AWS_IAM} or {@code NONE}
 */
public record Plan(Configured configuration, OptionalInt reserved, List<Statement> permissions, Optional<String> url) {
    public Plan {
        Objects.requireNonNull(configuration);
        Objects.requireNonNull(reserved);
        permissions = List.copyOf(permissions);
        Objects.requireNonNull(url);
    }

    /** Part of what {@code CreateFunction} says. */
    public record Configured(
            Duration timeout, int memory, SortedMap<String, String> environment, Optional<String> deadLetter) {
        public Configured {
            Objects.requireNonNull(timeout);
            Objects.requireNonNull(environment);
            Objects.requireNonNull(deadLetter);
        }
    }

    /** Lets a service invoke the function on behalf of one resource of one account. */
    public record Statement(String id, String principal, String action, String sourceArn, String sourceAccount) {}

    /** Which functions are planned. */
    public interface Plans {
        Plans NONE = new Plans() {
            @Override
            public Optional<Plan> of(String functionName) {
                return Optional.empty();
            }

            @Override
            public void applied(String functionName) {
                // Nothing was planned.
            }
        };

        Optional<Plan> of(String functionName);

        /** The function is there, and its plan was put on it. */
        void applied(String functionName);
    }
}
