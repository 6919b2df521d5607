package io.sluice.redaction;

import static io.sluice.redaction.Redaction.JSON;
import static io.sluice.redaction.Redaction.redact;
import static io.sluice.redaction.Redaction.redactor;
import static io.sluice.redaction.Redaction.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerbsTest {
    private static final String OMITTED = "";

    /** HMAC-SHA256 under the tests' key, by {@code openssl dgst -sha256 -mac hmac}. */
    private static final String OF_18981 = "\"k1:jn2XbUrtWzVENvas5uQm91GTzupRjsIDgKPZ4vb767Q\"";

    private static Arguments of(Verb verb, String value, String shown) {
        return Arguments.of(verb, value, shown);
    }

    static Stream<Arguments> values() {
        Verb mask4 = new Verb.Mask(4);
        Verb mask0 = new Verb.Mask(0);
        Verb hash = new Verb.Hash("k1");
        Verb tens = new Verb.Round(BigDecimal.TEN);
        Verb halves = new Verb.Round(new BigDecimal("0.5"));
        Verb day = new Verb.Generalise(Grain.DAY);
        Verb hour = new Verb.Generalise(Grain.HOUR);
        return Stream.of(
                of(mask4, "\"4111111111111111\"", "\"************1111\""),
                of(mask4, "\"abcd\"", "\"****\""),
                of(mask4, "\"\"", "\"\""),
                of(mask4, "\"1😀2😀3\"", "\"*😀2😀3\""),
                of(mask4, "\"x\\u00e9\\\"\\n\\\\z\"", "\"**\\\"\\u000a\\\\z\""),
                of(mask4, "\"abcde\\ud800\"", OMITTED),
                of(mask4, "12345.67", "\"****5.67\""),
                of(mask0, "-7", "\"**\""),
                of(mask4, "true", OMITTED),
                of(mask4, "null", OMITTED),
                of(mask4, "[\"4111111111111111\"]", OMITTED),
                of(mask4, "{\"a\":\"4111111111111111\"}", OMITTED),
                of(hash, "18981", OF_18981),
                of(hash, "\"18981\"", OF_18981),
                of(hash, "18981.0", OF_18981),
                of(hash, "1.8981E4", OF_18981),
                of(hash, "\"\\u00318981\"", OF_18981),
                of(hash, "\"\\ud800\"", OMITTED),
                of(hash, "1e999999999", OMITTED),
                of(hash, "1e99999999999", OMITTED),
                of(hash, "false", OMITTED),
                of(hash, "null", OMITTED),
                of(hash, "[1]", OMITTED),
                of(tens, "47.38", "50"),
                of(tens, "45", "40"),
                of(tens, "55", "60"),
                of(tens, "-4", "0"),
                of(tens, "1e3", "1000"),
                of(tens, "1e65", OMITTED),
                of(tens, "\"47.38\"", OMITTED),
                of(halves, "47.38", "47.5"),
                of(halves, "-0.8", "-1"),
                of(halves, "null", OMITTED),
                of(day, "\"2026-11-21T09:30:00.123456\"", "\"2026-11-21\""),
                of(day, "\"2026-11-21T09:30:00+01:00\"", "\"2026-11-21\""),
                of(day, "\"2026-11-21 09:30\"", "\"2026-11-21\""),
                of(day, "\"2026-11-21\"", "\"2026-11-21\""),
                of(new Verb.Generalise(Grain.MONTH), "\"2026-11-21\"", "\"2026-11\""),
                of(new Verb.Generalise(Grain.YEAR), "\"2026-11-21T09:30Z\"", "\"2026\""),
                of(hour, "\"2026-11-21T09:30:00.123456\"", "\"2026-11-21T09:00\""),
                of(hour, "\"2026-11-21T09:30:00Z\"", "\"2026-11-21T09:00Z\""),
                of(hour, "\"2026-11-21T09:30:00-05:30\"", "\"2026-11-21T09:00-05:30\""),
                of(hour, "\"2026-11-21\"", "\"2026-11-21\""),
                of(day, "\"2026-02-30T09:30:00\"", OMITTED),
                of(day, "\"2026-11-21T25:30:00\"", OMITTED),
                of(day, "\"2026-11-21T09:30:00 secret\"", OMITTED),
                of(day, "\"yesterday\"", OMITTED),
                of(day, "1763717400", OMITTED),
                of(day, "{\"at\":\"2026-11-21\"}", OMITTED));
    }

    @ParameterizedTest(name = "{0} shows {1} as {2}")
    @MethodSource("values")
    void showsAValueAsItsVerbSaysOrNotAtAll(Verb verb, String value, String shown) throws Exception {
        String before = "{\"a\": 1, \"v\": " + value + ", \"b\": 2}";
        String after = shown.isEmpty() ? "{\"a\": 1, \"b\": 2}" : "{\"a\": 1, \"v\": " + shown + ", \"b\": 2}";
        assertThat(redact(redactor(rule("$.v", verb)), JSON, before)).isEqualTo(after);
    }

    @Test
    void twoVerbsThatDisagreeHideTheValue() throws Exception {
        Redactor redactor = redactor(rule("$..v", new Verb.Mask(4)), rule("$.a.v", new Verb.Hash("k1")));
        assertThat(redact(redactor, JSON, "{\"v\":\"12345678\",\"a\":{\"v\":\"12345678\"}}"))
                .isEqualTo("{\"v\":\"****5678\",\"a\":{}}");
    }

    @Test
    void pseudonymsDifferByKey() throws Exception {
        HashKeys keys = HashKeys.parse("k1=" + "A".repeat(43) + "=,k2=" + "B".repeat(43) + "=");
        View one = Redaction.view(List.of(rule("$.v", new Verb.Hash("k1"))));
        View other = Redaction.view(List.of(rule("$.v", new Verb.Hash("k2"))));
        String ofOne = redact(Redactor.of(one, keys), JSON, "{\"v\":1}");
        String ofOther = redact(Redactor.of(other, keys), JSON, "{\"v\":1}");
        assertThat(ofOne.replace("k1:", "")).isNotEqualTo(ofOther.replace("k2:", ""));
    }
}
