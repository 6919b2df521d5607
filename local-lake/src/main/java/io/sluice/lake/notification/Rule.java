package io.sluice.lake.notification;

import io.sluice.lake.s3.ObjectEvent;
import java.util.List;
import java.util.Objects;

/**
 * One line of a bucket's configuration: which events of which keys go to which function. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">filtering event notifications</a>.
 *
 * @param functionArn as it was given
 * @param events {@code s3:ObjectCreated:*}
 * @param prefix characters that a key begins with; empty for every key
 */
public record Rule(String id, String functionArn, List<String> events, String prefix, String suffix) {
    private static final String SERVICE = "s3:";

    public Rule {
        Objects.requireNonNull(id);
        Objects.requireNonNull(functionArn);
        events = List.copyOf(events);
        Objects.requireNonNull(prefix);
        Objects.requireNonNull(suffix);
    }

    boolean isAbout(ObjectEvent event) {
        return event.key().startsWith(prefix)
                && event.key().endsWith(suffix)
                && events.stream().anyMatch(pattern -> matches(pattern, SERVICE + event.name()));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    /** Whether one event could be for both, which S3 does not take. */
    boolean overlaps(Rule other) {
        return (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
                && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix))
                && events.stream()
                        .anyMatch(mine -> other.events.stream()
                                .anyMatch(theirs -> matches(mine, theirs) || matches(theirs, mine)));
    }
}
