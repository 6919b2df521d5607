package io.sluice.lake.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** A request body that invites the client to send it only when somebody wants to read it. */
final class RequestBody extends InputStream {
    /** Says {@code 100 Continue} where the client waits for it. */
    @FunctionalInterface
    interface Invitation {
        void send() throws IOException;
    }

    private final InputStream in;
    private final BodyLength length;
    private final Pace pace;
    private Invitation invitation;
    private boolean invited;
    private boolean ended;
    private long taken;

    RequestBody(InputStream in, IncomingRequest request, Pace pace, Invitation invitation) throws BadRequestException {
        this.in = in;
        this.length = request.length();
        this.pace = pace;
        this.invitation = invitation;
        this.invited = !request.expectsContinue();
        this.ended = length.isNone();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (ended || count == 0) {
            return ended ? -1 : 0;
        }
        invite();
        try {
            return took(pace.read(in, bytes, offset, count));
        } catch (TruncatedChunkException | ConnectionClosedException e) {
            throw truncated(e);
        } catch (MalformedChunkCodingException | MessageConstraintException e) {
            throw new MalformedBodyException(e);
        }
    }

    private int took(int count) {
        taken += Math.max(count, 0);
        ended = count < 0 || taken == length.bytes();
        return count;
    }

    private static EOFException truncated(IOException cause) {
        var e = new EOFException("the client closed before the end of its body");
        e.initCause(cause);
        return e;
    }

    private void invite() throws IOException {
        if (!invited) {
            invited = true;
            invitation.send();
        }
    }

    /** From now on nothing may be written before the answer: a client still waiting is answered by the answer alone. */
    void answered() {
        invitation = () -> {
            throw new IOException("the answer was sent before the body was asked for");
        };
    }

    boolean ended() {
        return ended;
    }

    /** Whether the rest can be read away at little cost, so that the connection can serve a further request. */
    boolean isShort(long most) {
        return ended || (invited && !length.isChunked() && length.bytes() - taken <= most);
    }

    @Override
    public void close() {
        // The rest is read away, or the connection closed, when the exchange ends.
    }
}
