package io.sluice.lake.storage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that never change, ordered as unsigned bytes: prefixes, delimiters, markers, common prefixes. May be empty. */
public final class RawBytes implements Comparable<RawBytes> {
    public static final RawBytes EMPTY = new RawBytes(new byte[0]);

    private final byte[] bytes;

    private RawBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static RawBytes of(byte[] bytes) {
        return new RawBytes(bytes.clone());
    }

    public static RawBytes of(String text) {
        return new RawBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What percent-encoded text stands for: {@code %XX} is one byte, everything else, {@code +} included, is itself in UTF-8.
     *
     * @throws IllegalArgumentException where an escape is malformed
     */
    public static RawBytes percentDecoded(String raw) {
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
                continue;
            }
            if (i + 2 >= in.length) {
                throw new IllegalArgumentException("an escape is cut off");
            }
            out.write(HexFormat.fromHexDigit(in[i + 1]) << 4 | HexFormat.fromHexDigit(in[i + 2]));
            i += 2;
        }
        return wrap(out.toByteArray());
    }

    /** Without a copy: the caller gives the array away. */
    static RawBytes wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new RawBytes(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The array itself, for this package, which does not change it. */
    byte[] raw() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** As UTF-8 text; bytes that are not UTF-8 become U+FFFD, so this is for showing and for policies only. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(RawBytes other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
