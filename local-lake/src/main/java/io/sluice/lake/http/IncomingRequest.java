package io.sluice.lake.http;

import java.util.Arrays;

/**
 * A head with what the connection needs to know of it.
 *
 * @param modern HTTP/1.1, and not 1.0
 */
record IncomingRequest(RequestHead head, boolean modern, BodyLength length) {

    /** Whether the client allows a further request on this connection. */
    boolean keepsAlive() {
        return modern && !hasToken("connection", "close");
    }

    boolean expectsContinue() throws BadRequestException {
        var expectation = head.headers().first("expect");
        if (expectation.isPresent() && !expectation.get().equalsIgnoreCase("100-continue")) {
            throw new BadRequestException(417, "unknown expectation");
        }
        return expectation.isPresent() && modern && !length.isNone();
    }

    private boolean hasToken(String field, String token) {
        return head.headers().all(field).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(word -> word.strip().equalsIgnoreCase(token));
    }
}
