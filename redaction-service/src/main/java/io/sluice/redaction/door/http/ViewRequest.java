package io.sluice.redaction.door.http;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * A request, whichever way it came.
 *
 * @param path as it was sent, escapes and all
 * @param query as it was sent, empty where there is none
 * @param headers by their names in lower case
 */
record ViewRequest(String method, String path, String query, Map<String, String> headers, Caller caller) {
    ViewRequest {
        requireNonNull(method);
        requireNonNull(path);
        requireNonNull(query);
        headers = Map.copyOf(headers);
        requireNonNull(caller);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
