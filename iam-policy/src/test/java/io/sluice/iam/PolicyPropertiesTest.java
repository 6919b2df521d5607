package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for all policies, tried on generated ones; each failure names the seed that makes it again. */
class PolicyPropertiesTest {
    private static final int WORLDS = Boolean.getBoolean("sluice.long") ? 20_000 : 250;
    private static final List<RequestContext> CONTEXTS = Generated.contexts();

    private static void forAll(BiConsumer<Generated, Long> property) {
        for (long seed = 0; seed < WORLDS; seed++) {
            property.accept(new Generated(seed), seed);
        }
    }

    /** Decides some requests under both. */
    private static void compare(
            Generated generated,
            Map<String, List<String>> one,
            Map<String, List<String>> other,
            BiConsumer<Decision, Decision> check) {
        for (int i = 0; i < 20; i++) {
            boolean through = generated.coin();
            var request = generated.request(through, CONTEXTS);
            check.accept(
                    PolicyEvaluator.decide(request, Generated.policies(one, request.principal(), through)),
                    PolicyEvaluator.decide(request, Generated.policies(other, request.principal(), through)));
        }
    }

    private static Map<String, List<String>> with(Generated generated, Map<String, List<String>> texts, String effect) {
        var more = generated.shuffled(texts);
        var where = generated.one(List.copyOf(texts.keySet()));
        var prefixes = where.equals("point") ? Generated.GATE : Generated.BUCKET;
        more.get(where).add(generated.statement(where.equals("bucket") || where.equals("point"), effect, prefixes));
        return more;
    }

    @Test
    void addingAnAllowNeverTurnsAllowedIntoDenied() {
        forAll((generated, seed) -> {
            var texts = generated.texts();
            compare(
                    generated,
                    texts,
                    with(generated, texts, "Allow"),
                    (before, after) -> assertThat(!before.isAllowed() || after.isAllowed())
                            .as("seed " + seed)
                            .isTrue());
        });
    }

    @Test
    void addingADenyNeverTurnsDeniedIntoAllowed() {
        forAll((generated, seed) -> {
            var texts = generated.texts();
            compare(
                    generated,
                    texts,
                    with(generated, texts, "Deny"),
                    (before, after) -> assertThat(before.isAllowed() || !after.isAllowed())
                            .as("seed " + seed)
                            .isTrue());
        });
    }

    @Test
    void orderOfStatementsAndValuesNeverMatters() {
        forAll((generated, seed) -> {
            var texts = generated.texts();
            var other = generated.shuffled(texts);
            other.replaceAll((_, statements) ->
                    statements.stream().map(PolicyPropertiesTest::reversed).toList());
            compare(
                    generated,
                    texts,
                    other,
                    (one, two) -> assertThat(two.getClass()).as("seed " + seed).isEqualTo(one.getClass()));
        });
    }

    /** Turns the lists of a statement round. */
    private static String reversed(String statement) {
        return java.util.regex.Pattern.compile("\\[([^\\]]*)]")
                .matcher(statement)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement("["
                        + String.join(
                                ",", new ArrayList<>(List.of(found.group(1).split(",", -1))).reversed()) + "]"));
    }

    @Test
    void printedDocumentDecidesTheSame() {
        forAll((generated, seed) -> {
            var texts = generated.texts();
            var printed = generated.shuffled(texts);
            printed.replaceAll((where, _) -> Generated.policy(where, texts.get(where)).document().statements().stream()
                    .map(PolicyPropertiesTest::print)
                    .toList());
            compare(
                    generated,
                    texts,
                    printed,
                    (one, two) -> assertThat(two.getClass()).as("seed " + seed).isEqualTo(one.getClass()));
        });
    }

    private static String print(Statement statement) {
        var json = new PolicyDocument("2012-10-17", java.util.Optional.empty(), List.of(statement)).toJson();
        return json.substring(json.indexOf('[') + 1, json.lastIndexOf(']'));
    }
}
