package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding of <a href="https://www.rfc-editor.org/rfc/rfc3986#section-2.1">RFC 3986</a>, strict: a broken escape or bytes that
 * are not UTF-8 are refused, never repaired, since a repaired key would be another key.
 */
final class Percent {
    private static final String UNRESERVED = "-_.~/";

    private Percent() {}

    /** Of a path: {@code +} is a plus. */
    static String decode(String text) {
        return utf8(bytes(text, false));
    }

    /** Of a query or form: {@code +} is a space. */
    static String decodeForm(String text) {
        return utf8(bytes(text, true));
    }

    static byte[] bytes(String text) {
        return bytes(text, false);
    }

    private static byte[] bytes(String text, boolean plusIsSpace) {
        var out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                out.write(escape(text, i));
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                out.write(' ');
            } else if (c <= 0xff) {
                out.write(c);
            } else {
                throw new AwsException(ErrorCode.InvalidURI);
            }
        }
        return out.toByteArray();
    }

    private static int escape(String text, int at) {
        if (at + 2 >= text.length()
                || !HexFormat.isHexDigit(text.charAt(at + 1))
                || !HexFormat.isHexDigit(text.charAt(at + 2))) {
            throw new AwsException(ErrorCode.InvalidURI);
        }
        return HexFormat.fromHexDigits(text, at + 1, at + 3);
    }

    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AwsException(ErrorCode.InvalidURI);
        }
    }

    /** As S3 does for {@code encoding-type=url}: everything but unreserved characters and the slash is escaped. */
    static String encode(byte[] bytes) {
        var out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c)) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || UNRESERVED.indexOf(c) >= 0;
    }

    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }
}
