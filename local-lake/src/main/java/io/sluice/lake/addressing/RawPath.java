package io.sluice.lake.addressing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Percent-decoding of raw paths, once, with nothing normalised: {@code a//b}, {@code ../x} and {@code %252F} stay three different
 * keys. A key is UTF-8, so a decoded string stands for exactly one sequence of bytes; whatever is not, and a broken escape, is
 * refused with {@code InvalidURI}. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">object key names</a>.
 */
public final class RawPath {
    private RawPath() {}

    /**
     * The path as text.
     *
     * @throws AwsException {@code InvalidURI} for a broken escape or bytes that are not UTF-8
     */
    public static String decode(String raw) {
        if (isPlain(raw)) {
            return raw;
        }
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(escaped(raw, i));
                i += 2;
            } else if (c <= 0xFF) {
                bytes.write(c);
            } else {
                throw new AwsException(ErrorCode.InvalidURI);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static int escaped(String raw, int at) {
        if (at + 2 >= raw.length()) {
            throw new AwsException(ErrorCode.InvalidURI);
        }
        int high = hex(raw.charAt(at + 1));
        int low = hex(raw.charAt(at + 2));
        return (high << 4) | low;
    }

    /** Of ASCII only: {@link Character#digit} would take digits of every script. */
    private static int hex(char c) {
        if (c > 0x7F || Character.digit(c, 16) < 0) {
            throw new AwsException(ErrorCode.InvalidURI);
        }
        return Character.digit(c, 16);
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new AwsException(ErrorCode.InvalidURI);
        }
    }
}
