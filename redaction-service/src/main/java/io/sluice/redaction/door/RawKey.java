package io.sluice.redaction.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Keys as they stand in a path. A key is the bytes that its escapes stand for, and nothing in it means more: {@code ..},
 * {@code //} and {@code %2F} are part of it, as they are for S3.
 */
public final class RawKey {
    private RawKey() {}

    /**
     * Undoes the escapes of a path.
     *
     * @throws RefusedException 400 for a broken escape, or bytes that are no UTF-8
     */
    public static String decode(String path) throws RefusedException {
        byte[] raw = path.getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
            } else {
                int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw invalid();
                }
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw invalid();
        }
    }

    private static RefusedException invalid() {
        return new RefusedException(400, "InvalidURI", "Couldn't parse the specified URI.");
    }
}
