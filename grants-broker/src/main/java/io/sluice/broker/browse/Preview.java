package io.sluice.broker.browse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The beginning of an object as text, whatever its type says: never as HTML, a picture or anything that a browser runs.
 *
 * @param text empty where it is no text
 * @param whole whether that is all of it
 */
public record Preview(Optional<String> text, boolean whole) {
    private static final int LONGEST_CHARACTER = 4;
    /** What no text has: control characters but tab and line ends. */
    private static final Pattern BINARY = Pattern.compile("[\\p{Cc}&&[^\\t\\r\\n\\f]]");

    private static final ObjectMapper JSON = new ObjectMapper();

    public Preview {
        Objects.requireNonNull(text);
    }

    /** Reads as much as this many bytes. */
    public static Preview of(Contents contents, int most) throws IOException {
        byte[] bytes = contents.in().readNBytes(most + 1);
        boolean whole = bytes.length <= most;
        Optional<String> text = whole ? decoded(bytes, bytes.length) : cut(bytes, most);
        return new Preview(
                text.filter(one -> !BINARY.matcher(one).find()).map(one -> whole ? readable(one) : one), whole);
    }

    /** Where the limit falls into a character, that one is left out. */
    private static Optional<String> cut(byte[] bytes, int most) {
        for (int end = most; end > most - LONGEST_CHARACTER; end--) {
            Optional<String> text = decoded(bytes, end);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(byte[] bytes, int end) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, Math.max(0, end)))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    /** One JSON document on one line is set out over several. */
    private static String readable(String text) {
        String document = text.strip();
        boolean one = (document.startsWith("{") || document.startsWith("[")) && !document.contains("\n");
        if (!one) {
            return text;
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(document));
        } catch (JsonProcessingException noDocument) {
            return text;
        }
    }
}
