package io.sluice.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagSetTest {
    @Test
    void headerIsAForm() {
        assertThat(TagSet.ofHeader("team=sales+eu&p%C3%A9riode=2026%2F11&flag"))
                .containsExactly(
                        Map.entry("team", "sales eu"), Map.entry("p\u00e9riode", "2026/11"), Map.entry("flag", ""));
    }

    @Test
    void documentReadsBackAsWritten() {
        var tags = Map.of("a", "x <&> y".replace("<&> ", ""), "b", "");

        assertThat(TagSet.ofXml(XmlIn.parse(TagSet.xml(tags)))).isEqualTo(tags);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a=1&a=2, InvalidTag",
        "=1, InvalidTag",
        "a%3Cb=1, InvalidTag",
        "a=%3B, InvalidTag",
        "aws:x=1, InvalidTag",
        "a=%ZZ, InvalidArgument"
    })
    void tagAgainstTheRulesIsRefused(String header, ErrorCode code) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> TagSet.ofHeader(header))
                .satisfies(error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void tenTagsAreTakenAndElevenAreNot() {
        var ten = IntStream.range(0, 10).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));

        assertThat(TagSet.ofHeader(ten)).hasSize(10);
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> TagSet.ofHeader(ten + "&more=v"))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.BadRequest));
    }

    @Test
    void keyOf128CharactersAndValueOf256AreTheLongest() {
        assertThat(TagSet.ofHeader("k".repeat(128) + "=" + "v".repeat(256))).hasSize(1);
        assertThatExceptionOfType(AwsException.class).isThrownBy(() -> TagSet.ofHeader("k".repeat(129) + "=v"));
        assertThatExceptionOfType(AwsException.class).isThrownBy(() -> TagSet.ofHeader("k=" + "v".repeat(257)));
    }

    @Test
    void documentWithoutATagSetIsMalformed() {
        var document = XmlIn.parse("<Tagging/>".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> TagSet.ofXml(document))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MalformedXML));
    }
}
