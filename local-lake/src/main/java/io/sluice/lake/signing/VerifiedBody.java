package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.MalformedBodyException;
import io.sluice.lake.http.NoRoomException;
import io.sluice.lake.storage.Checksum;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.OptionalLong;

/**
 * A request body without its framing. Every signature, hash, checksum and length is verified before the last byte is handed out, so
 * that a reader who counts is as safe as one who waits for the end: whoever has all bytes, has the right ones. What does not hold is
 * thrown as {@link AwsException}, from then on by every read. Nothing may be kept unless {@link #isComplete()}.
 */
public final class VerifiedBody extends InputStream {
    private final BodySource source;
    private final BodyChecks checks;
    private final long length;
    private final Holder holder;
    private long count;
    private boolean complete;
    private List<Checksum> checksums = List.of();
    private AwsException refusal;

    /** Holds a body whole, in memory that it answers for. */
    @FunctionalInterface
    interface Holder {
        byte[] hold(InputStream body, int most) throws IOException;
    }

    /** @param length -1 where it is not told */
    VerifiedBody(BodySource source, BodyChecks checks, long length, Holder holder) {
        this.source = source;
        this.checks = checks;
        this.length = length;
        this.holder = holder;
    }

    /** How many bytes the client said this has, framing not counted. */
    public OptionalLong length() {
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** How many bytes came so far, framing not counted. */
    public long received() {
        return count;
    }

    /** Whether it was read to its end, and was what was signed and promised. */
    public boolean isComplete() {
        return complete;
    }

    /** The checksums that came with the body, in its head or trailer, and hold; empty before it is complete. */
    public List<Checksum> checksums() {
        return checksums;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        if (complete || most == 0) {
            return complete ? -1 : 0;
        }
        try {
            return next(bytes, offset, most);
        } catch (AwsException e) {
            refusal = e;
        } catch (EOFException e) {
            refusal = new AwsException(ErrorCode.IncompleteBody);
        } catch (MalformedBodyException e) {
            refusal = Refusal.invalid("The chunked body is not well-formed.");
        } catch (SocketTimeoutException e) {
            refusal = new AwsException(ErrorCode.RequestTimeout);
        }
        throw refusal;
    }

    /** Where bodies of others take the memory, {@code SlowDown} is thrown. */
    @Override
    public byte[] readNBytes(int most) throws IOException {
        try {
            return holder.hold(this, most);
        } catch (NoRoomException e) {
            throw slowDown();
        }
    }

    static AwsException slowDown() {
        return new AwsException(ErrorCode.SlowDown, "Please reduce your request rate.");
    }

    private int next(byte[] bytes, int offset, int most) throws IOException {
        var n = source.read(bytes, offset, most);
        if (n < 0) {
            end();
            return -1;
        }
        count += n;
        checks.update(bytes, offset, n);
        if (count == length) {
            requireEnd();
            end();
        }
        return n;
    }

    private void requireEnd() throws IOException {
        if (source.read(new byte[1], 0, 1) >= 0) {
            throw new AwsException(ErrorCode.IncompleteBody);
        }
    }

    private void end() {
        if (length >= 0 && count != length) {
            throw new AwsException(ErrorCode.IncompleteBody);
        }
        checksums = List.copyOf(checks.verify(source.trailer()));
        complete = true;
    }
}
