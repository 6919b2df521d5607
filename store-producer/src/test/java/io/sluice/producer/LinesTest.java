package io.sluice.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts are written here as {@code number:bytes}, and {@code ~} stands for a line feed and {@code ^} for a carriage return. */
class LinesTest {
    private static final int LIMIT = 20;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
                    a~b~     | 1:a 2:b
                    a~b      | 1:a 2:b
                    a~~ ~b~  | 1:a 4:b
                    ~        |
                    a^~b     | 1:a^ 2:b
                    """)
    void ndjsonIsTakenByLine(String upload, String parts) throws IOException {
        assertThat(told(new NdjsonLines(stream(upload), LIMIT))).isEqualTo(expected(parts));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                        |
                    [{"a":1},{"b":2}]         | 1:{"a":1} 1:{"b":2}
                    [~{"a":1},~~{"b":~2}~]~   | 2:{"a":1} 4:{"b":~2}~
                    [{"a":[1,{"x":"]"}]},7]   | 1:{"a":[1,{"x":"]"}]} 1:7
                    [{"a":"\\",]"},{}]        | 1:{"a":"\\",]"} 1:{}
                    [{"a":,},{"b":2}]         | 1:{"a":,} 1:{"b":2}
                    [{"a":1},{"b":            | 1:{"a":1} 1:{"b":
                    {"a":1}                   | 1:{"a":1}
                    nonsense                  | 1:nonsense
                    [{"a":1}]{"b":2}          | 1:{"a":1} 1:{"b":2}
                    """)
    void anArrayIsTakenByElement(String upload, String parts) throws IOException {
        assertThat(told(new JsonArrayLines(stream(upload), LIMIT))).isEqualTo(expected(parts));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a,b~c,d~         | 1:a,b 2:c,d
                    a,"b~c",d~e,f,g  | 1:a,"b~c",d 3:e,f,g
                    a,"b""~"~c       | 1:a,"b""~" 3:c
                    ~~a~             | 3:a
                    """)
    void csvIsTakenByRecord(String upload, String parts) throws IOException {
        assertThat(told(new CsvLines(stream(upload), LIMIT))).isEqualTo(expected(parts));
    }

    @Test
    void csvEndsItsRecordsAtCarriageReturnsToo() throws IOException {
        assertThat(told(new CsvLines(stream("a,b^~c^"), LIMIT))).containsExactly("1:a,b", "2:c^");
    }

    @Test
    void bytesThatAreNoTextAreKept() throws IOException {
        byte[] upload = {'a', (byte) 0xFF, 0, '\n'};

        assertThat(new NdjsonLines(new ByteArrayInputStream(upload), LIMIT)
                        .next()
                        .orElseThrow()
                        .bytes())
                .containsExactly('a', 0xFF, 0);
    }

    @Test
    void whatIsLongerThanTheLimitIsCutAndSaysSo() throws IOException {
        Lines lines = new NdjsonLines(stream("x".repeat(LIMIT) + "~" + "x".repeat(LIMIT + 1) + "~a"), LIMIT);

        assertThat(lines.next().orElseThrow().cut()).isFalse();
        RawLine cut = lines.next().orElseThrow();
        assertThat(cut.cut()).isTrue();
        assertThat(cut.bytes()).hasSize(LIMIT);
        assertThat(lines.next().orElseThrow().cut()).isFalse();
    }

    private static InputStream stream(String upload) {
        return new ByteArrayInputStream(
                upload.replace('~', '\n').replace('^', '\r').getBytes(UTF_8));
    }

    private static List<String> expected(String parts) {
        return parts == null ? List.of() : List.of(parts.split(" "));
    }

    private static List<String> told(Lines lines) throws IOException {
        List<String> told = new ArrayList<>();
        for (Optional<RawLine> line = lines.next(); line.isPresent(); line = lines.next()) {
            told.add(line.get().number() + ":"
                    + new String(line.get().bytes(), ISO_8859_1)
                            .replace('\n', '~')
                            .replace('\r', '^'));
        }
        return told;
    }
}
