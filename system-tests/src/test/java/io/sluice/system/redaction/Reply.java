package io.sluice.system.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a door answered.
 *
 * @param headers by name in lower case
 * @param body as text, for it is text here
 */
record Reply(int status, SortedMap<String, String> headers, String body) {
    static Reply of(int status, SortedMap<String, String> headers, byte[] body) {
        return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Everything that left. */
    String all() {
        return headers + body;
    }
}
