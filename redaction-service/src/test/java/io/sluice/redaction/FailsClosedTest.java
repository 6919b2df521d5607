package io.sluice.redaction;

import static io.sluice.redaction.Redaction.JSON;
import static io.sluice.redaction.Redaction.NDJSON;
import static io.sluice.redaction.Redaction.omitting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be read with certainty is refused, nothing of it is written, and the refusal says nothing of it. */
class FailsClosedTest {
    private static final String SECRET = "4711.08";

    private static Arguments of(String why, String record) {
        return Arguments.of(why, record);
    }

    static Stream<Arguments> records() {
        return Stream.of(
                of("cut off in a value", "{\"price\": 4711.08"),
                of("cut off in a string", "{\"a\": \"4711.08"),
                of("cut off in a name", "{\"price\": 4711.08, \"pri"),
                of("a name twice", "{\"price\": 1, \"a\": 2, \"price\": 4711.08}"),
                of("a name twice, deep", "{\"a\": [{\"price\": 1, \"price\": 4711.08}]}"),
                of("a name twice inside what goes", "{\"price\": {\"price\": 1, \"price\": 4711.08}}"),
                of("an escaped name", "{\"pr\\u0069ce\": 4711.08}"),
                of("an escaped name, all of it", "{\"\\u0070\\u0072\\u0069\\u0063\\u0065\": 4711.08}"),
                of("an escaped name beside the plain one", "{\"price\": 1, \"pric\\u0065\": 4711.08}"),
                of("half a surrogate pair in a name", "{\"\\ud800\": 4711.08}"),
                of("a byte order mark", "\uFEFF{\"price\": 4711.08}"),
                of("a scalar", "4711.08"),
                of("a string", "\"4711.08\""),
                of("trailing garbage", "{\"a\": 1} 4711.08"),
                of("two objects", "{\"a\": 1}{\"price\": 4711.08}"),
                of("two objects with a carriage return", "{\"a\": 1}\r{\"price\": 4711.08}"),
                of("a NUL", "{\"a\": 4711.08}\0"),
                of("a NUL in a string", "{\"a\": \"4711.08\0\"}"),
                of("a tab in a string", "{\"a\": \"4711.08\t\"}"),
                of("a form feed", "{\"a\":\f4711.08}"),
                of("a vertical tab", "{\"a\":\u000b4711.08}"),
                of("a no-break space", "{\"a\":\u00a04711.08}"),
                of("a record separator", "\u001e{\"price\":4711.08}"),
                of("a trailing comma", "{\"price\": 4711.08,}"),
                of("a missing comma", "{\"a\": 1 \"price\": 4711.08}"),
                of("a missing colon", "{\"price\" 4711.08}"),
                of("a name without quotes", "{price: 4711.08}"),
                of("single quotes", "{'price': 4711.08}"),
                of("a comment", "{/* \"a\":*/ \"price\": 4711.08}"),
                of("NaN", "{\"a\": NaN, \"b\": 4711.08}"),
                of("a leading zero", "{\"a\": 01, \"b\": 4711.08}"),
                of("a plus sign", "{\"a\": +1, \"b\": 4711.08}"),
                of("a number without its fraction", "{\"a\": 1., \"b\": 4711.08}"),
                of("a wrong escape", "{\"a\": \"\\x\", \"b\": 4711.08}"),
                of("a wrong hex escape", "{\"a\": \"\\u00g0\", \"b\": 4711.08}"),
                of("a wrong literal", "{\"a\": trub, \"b\": 4711.08}"),
                of("a longer literal", "{\"a\": nulls, \"b\": 4711.08}"),
                of("a wrong bracket", "{\"a\": [1, 4711.08}}"),
                of("deep arrays", "{\"a\":" + "[".repeat(200) + SECRET + "]".repeat(200) + "}"),
                of("deep objects", "{\"a\":".repeat(200) + SECRET + "}".repeat(200)),
                of("very deep arrays", "{\"a\":" + "[".repeat(1_000_000)),
                of("a long number", "{\"a\":" + "4711.08" + "1".repeat(300) + "}"),
                of("a long name", "{\"" + "4711.08".repeat(200) + "\":1}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void refusesWhatItCannotReadForSure(String why, String record) {
        refuses(JSON, record.getBytes(StandardCharsets.UTF_8));
        refuses(NDJSON, record.getBytes(StandardCharsets.UTF_8));
        refuses(JSON, ("[" + record + "]").getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(Format format, byte[] input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> omitting("$..price").redact(format, new ByteArrayInputStream(input), out))
                .isInstanceOf(UnredactableException.class)
                .message()
                .doesNotContain(SECRET);
        assertThat(out.size()).isZero();
    }

    static Stream<Arguments> brokenText() {
        return Stream.of(
                Arguments.of("a lone continuation byte", new int[] {0x80}),
                Arguments.of("a cut off character", new int[] {0xC3}),
                Arguments.of("an overlong slash", new int[] {0xC0, 0xAF}),
                Arguments.of("an overlong NUL", new int[] {0xC0, 0x80}),
                Arguments.of("an overlong letter of three bytes", new int[] {0xE0, 0x81, 0xB0}),
                Arguments.of("an overlong letter of four bytes", new int[] {0xF0, 0x80, 0x81, 0xB0}),
                Arguments.of("a surrogate", new int[] {0xED, 0xA0, 0x80}),
                Arguments.of("beyond Unicode", new int[] {0xF4, 0x90, 0x80, 0x80}),
                Arguments.of("Latin-1", new int[] {'p', 0xE9, 'x'}),
                Arguments.of("no byte of UTF-8", new int[] {0xFF}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenText")
    void refusesWhatIsNotUtf8(String why, int[] text) {
        for (String before : List.of("{\"a\":\"", "{\"price\":\"", "{\"price\":1,\"\\n\":\"")) {
            refuses(JSON, around(before, text, "\"}"));
            refuses(NDJSON, around(before, text, "\"}"));
        }
        refuses(NDJSON, around("{\"", text, "\":1}"));
        refuses(NDJSON, around("{\"\\n", text, "\":1}"));
    }

    private static byte[] around(String before, int[] text, String after) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        for (int b : text) {
            input.write(b);
        }
        input.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        return input.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherEncodings")
    void refusesOtherEncodings(String encoding) {
        refuses(JSON, "{\"price\": 1}".getBytes(Charset.forName(encoding)));
        refuses(NDJSON, "{\"price\": 1}\n".getBytes(Charset.forName(encoding)));
    }

    static Stream<String> otherEncodings() {
        return Stream.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "IBM500");
    }

    @Test
    void refusesAnEmptyDocument() {
        refuses(JSON, new byte[0]);
        refuses(JSON, " \n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void takesANameTwiceWhereNoRuleSpeaksOfIt() throws Exception {
        assertThat(Redaction.redact(omitting("$..price"), JSON, "{\"a\":1,\"\\u0061\":2,\"a\":3,\"price\":4}"))
                .isEqualTo("{\"a\":1,\"\\u0061\":2,\"a\":3}");
    }

    @Test
    void namesTheLineAndHandsOnNoneOfIt() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] input = "{\"a\":1,\"price\":2}\n\n{\"b\":\"4711.08\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> omitting("$..price").redact(NDJSON, new ByteArrayInputStream(input), out))
                .isInstanceOf(UnredactableException.class)
                .hasMessageContaining("line 3")
                .message()
                .doesNotContain(SECRET);
        assertThat("{\"a\":1}\n\n").startsWith(out.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void handsOnCompleteRecordsOnly() {
        String good = "{\"a\":\"" + "x".repeat(1_000) + "\",\"price\":2}\n";
        byte[] input = (good.repeat(1_000) + "{\"a\":\"" + SECRET + "\"").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> omitting("$..price").redact(NDJSON, new ByteArrayInputStream(input), out))
                .isInstanceOf(UnredactableException.class);
        String redacted = good.replace(",\"price\":2", "");
        assertThat(redacted.repeat(1_000)).startsWith(out.toString(StandardCharsets.US_ASCII));
        assertThat(out.size() % redacted.length()).isZero();
        assertThat(out.size()).isPositive();
    }

    @Test
    void refusesARecordThatIsTooLongAndKeepsNoMoreThanThat() {
        Endless endless = new Endless("{\"a\":\"");
        assertThatThrownBy(() -> omitting("$..price").redact(NDJSON, endless, OutputStream.nullOutputStream()))
                .isInstanceOf(UnredactableException.class)
                .hasMessageContaining("longer than");
        assertThat(endless.read).isLessThan(64 << 20);
    }

    @Test
    void theStreamsOwnErrorsStayTheirOwn() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> omitting("$..price").redact(NDJSON, broken, OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    private static final class Endless extends InputStream {
        private final byte[] start;
        private long read;

        Endless(String start) {
            this.start = start.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            return read < start.length ? start[(int) read] : 'x';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                bytes[offset + i] = (byte) read();
                read++;
            }
            return length;
        }
    }
}
