package io.sluice.lake.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ChunkedOutputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;

/** One exchange on a connection; it knows at its end whether the connection can serve another. */
final class ConnectionExchange implements Exchange {
    /** What is read away of a body nobody wanted, rather than closing the connection. */
    private static final long DRAINED = 256 * 1024;

    private static final int CHUNK = 8 * 1024;

    private final IncomingRequest request;
    private final Wire wire;
    private final RequestBody body;
    private final HeldBody held;
    private OutputStream answer;
    private boolean reusable;

    ConnectionExchange(IncomingRequest request, Wire wire, Shared shared) throws IOException {
        this.request = request;
        this.wire = wire;
        var length = request.length();
        var in = length.isChunked()
                ? new ChunkedInputStream(
                        wire.input(),
                        wire.in(),
                        RequestReader.bounds(shared.limits().head()))
                : new ContentLengthInputStream(wire.input(), wire.in(), length.bytes());
        var limits = shared.limits();
        var pace = new Pace(limits.idle(), limits.bodies().slowest());
        this.body = new RequestBody(in, request, pace, wire::inviteBody);
        this.held = new HeldBody(shared.memory());
    }

    @Override
    public RequestHead head() {
        return request.head();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public byte[] hold(InputStream read, int most) throws IOException {
        return held.read(read, most);
    }

    /** What it held is for others. */
    void release() {
        held.close();
    }

    @Override
    public boolean responded() {
        return answer != null;
    }

    @Override
    public OutputStream respond(int status, Headers headers, long length) throws IOException {
        if (responded()) {
            throw new IllegalStateException("this request was answered already");
        }
        body.answered();
        var bodiless = request.head().method().equals("HEAD") || status == 204 || status == 304;
        var chunked = length < 0 && !bodiless && request.modern();
        reusable = request.keepsAlive() && body.isShort(DRAINED) && (length >= 0 || chunked || bodiless);
        var head = new ResponseHead(status, headers);
        if (chunked) {
            head.add("Transfer-Encoding", "chunked");
        } else if (length >= 0 && status != 204 && status != 304) {
            head.add("Content-Length", Long.toString(length));
        }
        if (!reusable) {
            head.add("Connection", "close");
        }
        answer = answerBody(bodiless, chunked, length);
        wire.write(head);
        return answer;
    }

    private OutputStream answerBody(boolean bodiless, boolean chunked, long length) {
        if (bodiless) {
            return OutputStream.nullOutputStream();
        }
        if (chunked) {
            return new ChunkedOutputStream(wire.output(), wire.out(), CHUNK);
        }
        return new FixedLengthOutput(wire.output(), wire.out(), length);
    }

    /** Ends the answer. Whether a further request may follow on this connection. */
    boolean finish() throws IOException {
        if (answer == null) {
            throw new IllegalStateException("this request was not answered");
        }
        answer.close();
        wire.flush();
        return reusable && drained();
    }

    private boolean drained() throws IOException {
        if (!body.isShort(DRAINED)) {
            return false;
        }
        body.transferTo(OutputStream.nullOutputStream());
        return true;
    }

    /** Whether the client may still be sending. */
    boolean bodyPending() {
        return !body.ended();
    }
}
