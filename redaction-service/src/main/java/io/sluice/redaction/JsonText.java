package io.sluice.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strings as JSON writes them. */
final class JsonText {
    private JsonText() {}

    /**
     * The text of a string without its quotes, which was found to be well-formed; empty where it holds half of a surrogate pair,
     * which no UTF-8 can say.
     */
    static Optional<String> decode(byte[] bytes, int from, int to) {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return whole(raw.indexOf('\\') < 0 ? raw : unescape(raw));
    }

    static Optional<String> whole(String text) {
        boolean halved = text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        return halved ? Optional.empty() : Optional.of(text);
    }

    private static String unescape(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(at++);
            if (escape == 'u') {
                text.append((char) Integer.parseInt(raw, at, at + 4, 16));
                at += 4;
            } else {
                text.append(meaning(escape));
            }
        }
        return text.toString();
    }

    private static char meaning(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    /** A string with its quotes, escaped no more than it has to be. */
    static byte[] encode(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] encode(Disguise.Shown shown) {
        return shown.number() ? shown.text().getBytes(StandardCharsets.US_ASCII) : encode(shown.text());
    }
}
