package io.sluice.lake.http;

import java.time.Duration;

/**
 * What one client may cost the server. Beyond a bound of the head the answer is 431; a client that stands still for longer
 * than {@code idle}, in a head, in a body it sends or in an answer it does not take, loses its connection.
 *
 * @param idle how long nothing may move, and how long a connection is kept between two requests
 * @param lineLength bytes of the request line and of each header field. A presigned URL with a session token takes about 3 KiB
 * @param headerFields number of header fields
 * @param connections open at the same time; further ones wait to be accepted
 */
public record Limits(Duration idle, int lineLength, int headerFields, int connections) {
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), 16 * 1024, 128, 4096);

    public Limits {
        if (!idle.isPositive() || lineLength < 1 || headerFields < 1 || connections < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }

    public Limits withIdle(Duration other) {
        return new Limits(other, lineLength, headerFields, connections);
    }
}
