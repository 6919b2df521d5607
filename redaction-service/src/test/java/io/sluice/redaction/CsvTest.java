package io.sluice.redaction;

import static io.sluice.redaction.Redaction.CSV;
import static io.sluice.redaction.Redaction.omitting;
import static io.sluice.redaction.Redaction.redact;
import static io.sluice.redaction.Redaction.redactor;
import static io.sluice.redaction.Redaction.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvTest {
    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("a column in the middle", "$.price", "a,price,b\n1,2,3\n", "a,b\n1,3\n"),
                Arguments.of("the first column", "$..price", "price,b\r\n2,3\r\n", "b\r\n3\r\n"),
                Arguments.of("the last column", "$.price", "a,price\n1,2", "a\n1"),
                Arguments.of("the only column", "$.price", "price\n2\n", "\n\n"),
                Arguments.of("two columns", "$.b", "a,b,c\n,,\n1,,3\n", "a,c\n,\n1,3\n"),
                Arguments.of("a quoted name", "$.price", "a,\"price\"\n1,2\n", "a\n1\n"),
                Arguments.of("a quoted name with a quote", "$.price", "\"a\"\"b\",price\n1,2\n", "\"a\"\"b\"\n1\n"),
                Arguments.of(
                        "line ends and commas in quotes",
                        "$.b",
                        "a,b,c\n\"1\n,\",\"2\r\n,\"\"\",\"3\"\"\"\n",
                        "a,c\n\"1\n,\",\"3\"\"\"\n"),
                Arguments.of("blank lines", "$.b", "a,b\n\n1,2\n\r\n", "a\n\n1\n\r\n"),
                Arguments.of(
                        "a step as a dot",
                        "$.customer.email",
                        "customer.email,customer.name\nx,y\n",
                        "customer.name\ny\n"),
                Arguments.of("any depth", "$..email", "customer.email,email,mail\nx,y,z\n", "mail\nz\n"),
                Arguments.of(
                        "the object of a nested field",
                        "$.customer.email",
                        "customer,b\n\"{\"\"email\"\":1}\",y\n",
                        "b\ny\n"),
                Arguments.of(
                        "the object of a nested field at any depth",
                        "$..customer..email",
                        "x.customer,b\n1,y\n",
                        "b\ny\n"),
                Arguments.of("below a column of the name", "$.price", "price.net,b\n1,y\n", "b\ny\n"),
                Arguments.of("a name with a dot", "$['a.b']", "a.b,c\n1,2\n", "c\n2\n"),
                Arguments.of("not a nested field", "$.a.price", "price\n1\n", "price\n1\n"),
                Arguments.of("no column", "$.price", "a,b\n1,2\n", "a,b\n1,2\n"),
                Arguments.of("beyond ASCII", "$.größe", "größe,ß\n1,€\n", "ß\n€\n"),
                Arguments.of("a file of nothing", "$.price", "", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void takesColumnsWithTheirCommas(String what, String path, String before, String after) throws Exception {
        assertThat(redact(omitting(path), CSV, before)).isEqualTo(after);
    }

    @Test
    void disguisesFieldsAndEmptiesThoseItCannot() throws Exception {
        Redactor redactor = redactor(
                rule("$.mail", new Verb.Mask(2)),
                rule("$.sku", new Verb.Hash("k1")),
                rule("$.price", new Verb.Round(BigDecimal.TEN)),
                rule("$.at", new Verb.Generalise(Grain.DAY)));
        assertThat(redact(redactor, CSV, "mail,sku,price,at\nabcd,,47.38,2026-11-21T09:30:00\n\"a,b\",,n/a,today\n"))
                .isEqualTo("mail,sku,price,at\n**cd,,50,2026-11-21\n\"*,b\",,,\n");
    }

    @Test
    void hasThePseudonymsThatJsonHas() throws Exception {
        Redactor redactor = redactor(rule("$.sku", new Verb.Hash("k1")));
        String json = redact(redactor, Redaction.JSON, "{\"sku\":18981}");
        assertThat(redact(redactor, CSV, "sku\n18981\n"))
                .isEqualTo("sku\n" + json.substring(8, json.length() - 2) + "\n");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("a row with fewer fields", "a,price\n4711\n"),
                Arguments.of("a row with more fields", "a,price\n1,2,4711\n"),
                Arguments.of("a quote that does not end", "a,price\n1,\"4711\n"),
                Arguments.of("a quote in a plain field", "a,price\n1,47\"11\n"),
                Arguments.of("something behind a quote", "a,price\n1,\"4711\"x\n"),
                Arguments.of("a lone carriage return", "a,price\r1,4711\r"),
                Arguments.of("semicolons", "a;price\n1;4711\n"),
                Arguments.of("tabs", "a\tprice\n1\t4711\n"),
                Arguments.of("bars", "a|price\n1|4711\n"),
                Arguments.of("no header", "4711,12\n4711,13\n"),
                Arguments.of("a blank header", "\n4711\n"),
                Arguments.of("a column twice", "a,price,price\n1,2,4711\n"),
                Arguments.of("a name with white space", "a, price\n1,4711\n"),
                Arguments.of("a name in another case", "a,PRICE\n1,4711\n"),
                Arguments.of("a byte order mark", "\uFEFFprice,a\n4711,1\n"),
                Arguments.of("a NUL", "a,price\n4711\0,1\n"),
                Arguments.of("a control character", "a,price\n\"4711\u0007\",1\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void refusesWhatItCannotReadForSure(String why, String table) {
        assertThatThrownBy(() -> redact(omitting("$..price"), CSV, table))
                .isInstanceOf(UnredactableException.class)
                .message()
                .startsWith("row ")
                .doesNotContain("4711");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] latin = "a,price\n\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> redact(omitting("$..price"), CSV, latin)).hasMessage("row 2: not UTF-8");
        byte[] wide = "price\n1\n".getBytes(StandardCharsets.UTF_16);
        assertThatThrownBy(() -> redact(omitting("$..price"), CSV, wide)).isInstanceOf(UnredactableException.class);
    }
}
