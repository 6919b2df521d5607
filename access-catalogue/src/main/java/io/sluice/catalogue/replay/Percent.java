package io.sluice.catalogue.replay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** URL encoding, read strictly: {@code +} is itself. */
final class Percent {
    private Percent() {}

    /** None where a {@code %} is not followed by two hexadecimal digits, or the bytes are no UTF-8. */
    static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        var bytes = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 && c != '%') {
                bytes.put((byte) c);
            } else if (c != '%') {
                int end = text.indexOf('%', i);
                int stop = end < 0 ? text.length() : end;
                bytes.put(text.substring(i, stop).getBytes(StandardCharsets.UTF_8));
                i = stop - 1;
            } else if (i + 2 >= text.length() || hex(text, i + 1) < 0 || hex(text, i + 2) < 0) {
                return Optional.empty();
            } else {
                bytes.put((byte) (hex(text, i + 1) << 4 | hex(text, i + 2)));
                i += 2;
            }
        }
        // Nothing but ASCII, as most keys are, needs no decoder.
        if (isAscii(bytes)) {
            return Optional.of(new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII));
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(ByteBuffer bytes) {
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int hex(String text, int at) {
        return Character.digit(text.charAt(at), 16);
    }
}
