package io.sluice.lake.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One request and its answer. Handlers run on a virtual thread each and may block. Both bodies stream: a read waits for the
 * client, a write waits until the client takes it, and neither holds more than its buffers.
 */
public interface Exchange {
    RequestHead head();

    /** The body as it was on the wire, {@code aws-chunked} framing included. The first read answers {@code Expect: 100-continue}. */
    InputStream body();

    /**
     * Reads a body that has to be held whole, of at most so many bytes; its memory is the exchange's until it ends.
     *
     * @param body this exchange's, or what is read through it
     * @throws NoRoomException where other exchanges hold what memory there is
     */
    byte[] hold(InputStream body, int most) throws IOException;

    /**
     * Sends the head of the answer and gives the stream for its body. May be called once.
     *
     * @param length bytes of the body; -1 where it is not known (the body is then chunked); for {@code HEAD} the length that
     *     {@code GET} would have
     */
    OutputStream respond(int status, Headers headers, long length) throws IOException;

    /** Whether {@link #respond} was called: from then on an error can only cut the connection. */
    boolean responded();
}
