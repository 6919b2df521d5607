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
            if (c != '%') {
                int end = text.indexOf('%', i);
                bytes.put(text.substring(i, end < 0 ? text.length() : end).getBytes(StandardCharsets.UTF_8));
                i = (end < 0 ? text.length() : end) - 1;
            } else if (i + 2 >= text.length() || hex(text, i + 1) < 0 || hex(text, i + 2) < 0) {
                return Optional.empty();
            } else {
                bytes.put((byte) (hex(text, i + 1) << 4 | hex(text, i + 2)));
                i += 2;
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static int hex(String text, int at) {
        return Character.digit(text.charAt(at), 16);
    }
}
