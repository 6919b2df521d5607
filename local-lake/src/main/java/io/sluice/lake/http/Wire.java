package io.sluice.lake.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;

/** The two directions of one connection, each with its buffer, which a client gets when it says something. */
final class Wire {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 8 * 1024;

    private final PushbackInputStream in;
    private final OutputStream out;
    private final InstantSource clock;
    private final int lineLength;
    private SessionInputBufferImpl input;
    private SessionOutputBufferImpl output;

    Wire(InputStream in, OutputStream out, InstantSource clock, Limits limits) {
        this.in = new PushbackInputStream(in);
        this.out = out;
        this.clock = clock;
        this.lineLength = limits.head().line();
    }

    /** Waits for the first byte of a connection, which costs no buffers until then. Whether there is one. */
    boolean awaitFirst() throws IOException {
        if (input != null) {
            return true;
        }
        var first = in.read();
        if (first >= 0) {
            in.unread(first);
            // No decoder: each byte is one character, so that nothing is lost or replaced.
            input = new SessionInputBufferImpl(new BasicHttpTransportMetrics(), BUFFER, -1, lineLength, null);
            output = new SessionOutputBufferImpl(new BasicHttpTransportMetrics(), BUFFER, 512, null);
        }
        return first >= 0;
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
