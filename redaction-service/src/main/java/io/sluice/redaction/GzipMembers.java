package io.sluice.redaction;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Members of gzip (RFC 1952), one after the other. The JDK's GZIPInputStream takes whatever follows a member and is no member as
 * the end, and so could be made to hide a part of an object; here it is an error.
 */
final class GzipMembers extends InputStream {
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xE0;
    private static final int LONGEST_TEXT = 1 << 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[1 << 15];
    private int at;
    private int end;
    private long size;
    private boolean inMember;

    GzipMembers(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (length > 0) {
            if (!inMember && !begin()) {
                return -1;
            }
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                return count;
            }
        }
        return 0;
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = inflater.inflate(bytes, offset, length);
            crc.update(bytes, offset, count);
            size += count;
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                finish();
            } else if (count == 0) {
                inflateMore();
            }
            return count;
        } catch (DataFormatException damaged) {
            throw damaged();
        }
    }

    private void inflateMore() throws IOException {
        if (inflater.needsDictionary() || !more()) {
            throw damaged();
        }
        inflater.setInput(packed, at, end - at);
        at = end;
    }

    /** Reads a member's head; tells whether there is one. */
    private boolean begin() throws IOException {
        if (at == end && !more()) {
            return false;
        }
        crc.reset();
        boolean gzip = headByte() == 0x1F && headByte() == 0x8B && headByte() == 8;
        int flags = gzip ? headByte() : RESERVED;
        if ((flags & RESERVED) != 0) {
            throw new Unpacked.Damaged("not gzip, or something else behind it");
        }
        skip(6);
        skip((flags & FEXTRA) == 0 ? 0 : headByte() | headByte() << 8);
        skipText(flags & FNAME);
        skipText(flags & FCOMMENT);
        int expected = (int) crc.getValue() & 0xFFFF;
        if ((flags & FHCRC) != 0 && number(2) != expected) {
            throw damaged();
        }
        inflater.reset();
        inflater.setInput(packed, at, end - at);
        at = end;
        crc.reset();
        size = 0;
        inMember = true;
        return true;
    }

    private void finish() throws IOException {
        if (number(4) != crc.getValue() || number(4) != (size & 0xFFFFFFFFL)) {
            throw damaged();
        }
        inMember = false;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            headByte();
        }
    }

    private void skipText(int flag) throws IOException {
        int left = LONGEST_TEXT;
        while (flag != 0 && headByte() != 0) {
            if (--left == 0) {
                throw damaged();
            }
        }
    }

    private int headByte() throws IOException {
        int next = nextByte();
        crc.update(next);
        return next;
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) nextByte() << (8 * i);
        }
        return number;
    }

    private int nextByte() throws IOException {
        if (at == end && !more()) {
            throw damaged();
        }
        return packed[at++] & 0xFF;
    }

    private boolean more() throws IOException {
        int count = in.read(packed, 0, packed.length);
        at = 0;
        end = Math.max(count, 0);
        return count > 0;
    }

    private static Unpacked.Damaged damaged() {
        return new Unpacked.Damaged("the gzip stream is damaged or cut off");
    }

    @Override
    public void close() {
        inflater.end();
    }
}
