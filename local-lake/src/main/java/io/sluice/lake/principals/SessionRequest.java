package io.sluice.lake.principals;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a session of a role is to be. Whoever makes one has decided that it may be.
 *
 * @param name what the caller calls it; the last part of its ARN
 * @param policies session policies as JSON, each of which limits it
 */
public record SessionRequest(
        String name,
        Duration duration,
        List<String> policies,
        Tags tags,
        Optional<String> sourceIdentity,
        SessionContext context) {
    /**
     * The session's own tags.
     *
     * @param transitive keys that are passed on to sessions made with this one
     */
    public record Tags(Map<String, String> values, Set<String> transitive) {
        public static final Tags NONE = new Tags(Map.of(), Set.of());

        public Tags {
            values = Map.copyOf(values);
            transitive = Set.copyOf(transitive);
        }

        /** The tags that the next role in a chain gets. */
        public Map<String, String> passedOn() {
            var passed = new LinkedHashMap<>(values);
            passed.keySet().retainAll(transitive);
            return passed;
        }
    }

    public SessionRequest {
        if (!name.matches("[\\w+=,.@-]{2,64}")) {
            throw new IllegalArgumentException("Not the name of a session: " + name);
        }
        Objects.requireNonNull(duration);
        policies = List.copyOf(policies);
        Objects.requireNonNull(tags);
        Objects.requireNonNull(sourceIdentity);
        Objects.requireNonNull(context);
    }

    /** A session that has no context of its own. */
    public SessionRequest(
            String name, Duration duration, List<String> policies, Tags tags, Optional<String> sourceIdentity) {
        this(name, duration, policies, tags, sourceIdentity, SessionContext.NONE);
    }

    /** A session with nothing but its name and duration. */
    public SessionRequest(String name, Duration duration) {
        this(name, duration, List.of(), Tags.NONE, Optional.empty());
    }
}
