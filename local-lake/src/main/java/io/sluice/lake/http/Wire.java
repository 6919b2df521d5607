package io.sluice.lake.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;

/** The two directions of one connection, each with its buffer. */
final class Wire {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final InstantSource clock;
    private final SessionInputBufferImpl input;
    private final SessionOutputBufferImpl output;

    Wire(InputStream in, OutputStream out, InstantSource clock, Limits limits) {
        this.in = in;
        this.out = out;
        this.clock = clock;
        // No decoder: each byte is one character, so that nothing is lost or replaced.
        this.input = new SessionInputBufferImpl(new BasicHttpTransportMetrics(), BUFFER, -1, limits.lineLength(), null);
        this.output = new SessionOutputBufferImpl(new BasicHttpTransportMetrics(), BUFFER, 512, null);
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    SessionInputBufferImpl input() {
        return input;
    }

    SessionOutputBufferImpl output() {
        return output;
    }

    void write(ResponseHead head) throws IOException {
        var bytes = head.bytes(clock.instant());
        output.write(bytes, 0, bytes.length, out);
    }

    void inviteBody() throws IOException {
        output.write(CONTINUE, 0, CONTINUE.length, out);
        flush();
    }

    void flush() throws IOException {
        output.flush(out);
    }
}
