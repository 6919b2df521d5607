package io.sluice.redaction.door.objectlambda;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What S3 Object Lambda asks
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-event-context.html">event context</a>). It holds a
 * presigned URL and a token, so it never prints them.
 *
 * @param payload what the access point's configuration passes on: the view
 * @param headers of the reader's request, names in lower case
 * @param partNumber of the reader's request
 */
record ObjectLambdaEvent(
        Operation operation,
        String inputUrl,
        String payload,
        Map<String, String> headers,
        Optional<String> partNumber) {

    /** What the reader wants to do, and for GetObject where the answer goes. */
    sealed interface Operation {
        record Get(String route, String token) implements Operation {
            public Get {
                requireNonNull(route);
                requireNonNull(token);
            }

            @Override
            public String toString() {
                return "Get[<route>, <token>]";
            }
        }

        record Head() implements Operation {}

        record ListKeys() implements Operation {}
    }

    ObjectLambdaEvent {
        requireNonNull(operation);
        requireNonNull(inputUrl);
        requireNonNull(payload);
        requireNonNull(partNumber);
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public String toString() {
        return "ObjectLambdaEvent[" + operation + "]";
    }
}
