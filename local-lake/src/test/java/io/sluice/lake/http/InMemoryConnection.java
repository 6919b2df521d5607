package io.sluice.lake.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A connection whose client has said everything there is to say, and closed its side. */
public final class InMemoryConnection {
    private InMemoryConnection() {}

    /** All that the server says, with the handler behind it. */
    public static String serve(byte[] requests, Handler handler) throws IOException {
        var out = new ByteArrayOutputStream();
        var wire = new Wire(new ByteArrayInputStream(requests), out, () -> Instant.EPOCH, Limits.DEFAULT);
        new Connection(wire, "127.0.0.1", Shared.of(handler, Limits.DEFAULT), new Deadline(Duration.ofMinutes(1)))
                .serve();
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
