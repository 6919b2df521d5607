package io.sluice.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTest {
    private static final String VIEW = """
            {"name":"data-shield","bucket":"arn:aws:s3:us-east-1:111122223333:accesspoint/redactor","prefix":"inventory_event/",
             "consumers":["arn:aws:iam::111122223333:role/inventoryConsumerRole"],"groups":["warehouse"],
             "rules":[{"path":"$..price","verb":"omit"},{"path":"$.customer.email","verb":"mask","keep":4},
             {"path":"$.items[*].sku","verb":"hash","keyId":"k1"},{"path":"$.amount","verb":"round","to":10},
             {"path":"$.evnt_time","verb":"generalise","to":"day"},{"path":"$['a b']..c"}]}
            """;

    private static View read(String json) {
        return View.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatTheCatalogueWrites() {
        View view = read(VIEW);
        assertThat(view.name()).isEqualTo("data-shield");
        assertThat(view.consumers()).isEqualTo(Set.of("arn:aws:iam::111122223333:role/inventoryConsumerRole"));
        assertThat(view.groups()).isEqualTo(Set.of("warehouse"));
        assertThat(view.rules()).extracting(rule -> rule.path().text()).endsWith("$.evnt_time", "$['a b']..c");
        assertThat(view.rules())
                .extracting(Rule::verb)
                .isEqualTo(List.of(
                        new Verb.Omit(),
                        new Verb.Mask(4),
                        new Verb.Hash("k1"),
                        new Verb.Round(BigDecimal.TEN),
                        new Verb.Generalise(Grain.DAY),
                        new Verb.Omit()));
        assertThat(View.readAll(("[" + VIEW + "]").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(List.of(view));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"groups\": | \"teams\": | $.teams is not known here",
                "\"groups\": | \"name\": | $.name is there twice",
                "\"verb\":\"omit\" | \"verb\":\"drop\" | $.rules[0].verb is omit, mask",
                "\"verb\":\"omit\" | \"keep\":4 | $.rules[0].keep is not known here",
                "\"keep\":4 | \"keep\":-1 | $.rules[1]: keep is -1",
                "\"keep\":4 | \"keep\":1e999999999 | $.rules[1].keep is not a whole number",
                "\"keep\":4 | \"keep\":\"4\" | $.rules[1].keep is not a number",
                "\"keyId\":\"k1\" | \"keyId\":\"k 1\" | $.rules[2]: a key id has",
                ",\"keyId\":\"k1\" | `` | $.rules[2].keyId is missing",
                "\"to\":10 | \"to\":0 | $.rules[3]: to is no positive number",
                "\"to\":10 | \"to\":null | $.rules[3].to is null",
                "\"day\" | \"week\" | $.rules[4].to is year, month, day or hour",
                "$..price | $ | $.rules[0]: the path '$' is wrong",
                "$..price | price | $.rules[0]: the path 'price' is wrong",
                "$..price | $[*] | names no field",
                "$..price | $.* | there is no .*",
                "$..price | $.a[0] | indexes, slices and filters are not known",
                "$..price | $.a[?@.b] | indexes, slices and filters are not known",
                "$..price | $['a\\\\u0062'] | holds a quote, a backslash",
                "$..price | $['a | a name without its end",
                "$..price | $.customer.email | two rules for $.customer.email",
                "\"prefix\":\"inventory_event/\", | `` | $.prefix is missing",
                "\"name\":\"data-shield\" | \"name\":\"../x\" | $: name: letters, digits",
                "[\"warehouse\"] | \"warehouse\" | $.groups is not an array",
                "[\"warehouse\"] | [1] | $.groups[0] is not a string",
                "]} | ]} {} | something follows",
                "]} | ] | is not JSON",
            })
    void refusesWhatItDoesNotKnowAndSaysWhere(String right, String wrong, String reason) {
        String json = VIEW.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        assertThat(json).isNotEqualTo(VIEW);
        assertThatThrownBy(() -> read(json)).isInstanceOf(ViewException.class).hasMessageContaining(reason);
    }

    @Test
    void aViewWithoutRulesWouldShowEverything() {
        assertThatThrownBy(() -> read("{\"name\":\"v\",\"bucket\":\"b\",\"prefix\":\"\",\"rules\":[]}"))
                .hasMessageContaining("would show everything");
    }

    @Test
    void twoViewsOfOneNameAreRefused() {
        assertThatThrownBy(() -> View.readAll(("[" + VIEW + "," + VIEW + "]").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("two views are named data-shield");
    }

    @Test
    void aKeyThatIsNotThereIsFoundBeforeAnythingIsRead() {
        View view = read(VIEW);
        assertThatThrownBy(() -> Redactor.of(view, HashKeys.none())).hasMessageContaining("no hash key is named k1");
    }

    @Test
    void pathsThatMultiplyAreRefused() {
        List<Rule> rules = IntStream.range(0, 12)
                .mapToObj(i -> Redaction.rule("$..a" + i + "..b" + i + "..c", new Verb.Omit()))
                .toList();
        assertThatThrownBy(() -> Redactor.of(Redaction.view(rules), HashKeys.none()))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining("too many combinations");
    }

    @Test
    void aHundredFieldsAreNotTooMany() throws Exception {
        List<Rule> rules = IntStream.range(0, 100)
                .mapToObj(i -> Redaction.rule("$..f" + i, new Verb.Omit()))
                .toList();
        String record = IntStream.range(0, 101)
                .mapToObj(i -> "\"f" + i + "\":" + i)
                .collect(Collectors.joining(",", "{\"a\":{", "}}"));
        Redactor redactor = Redactor.of(Redaction.view(rules), HashKeys.none());
        assertThat(Redaction.redact(redactor, Redaction.JSON, record)).isEqualTo("{\"a\":{\"f100\":100}}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "k1 | written as",
                "k1=AAAA | fewer than 32 bytes",
                "k1=*** | not base64",
                "k 1=AAAA | a key id has",
                "k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=,k1=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE= | twice",
            })
    void refusesHashKeysThatAreNone(String text, String reason) {
        assertThatThrownBy(() -> HashKeys.parse(text))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("MDEy");
    }

    @Test
    void hashKeysDoNotPrint() {
        HashKeys keys = HashKeys.parse("k2=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=, k1=" + "A".repeat(43) + "=");
        assertThat(keys).hasToString("<hash keys k1, k2>");
        assertThat(HashKeys.parse("")).hasToString("<hash keys >");
    }
}
