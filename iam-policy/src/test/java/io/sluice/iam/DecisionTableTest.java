package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTableTest {
    static List<DecisionTable.Row> rows() {
        return DecisionTable.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void decidesAsThePageSays(DecisionTable.Row row) throws IOException {
        var out = new ByteArrayOutputStream();
        DecisionLines.run(new ByteArrayInputStream(row.request().getBytes(StandardCharsets.UTF_8)), out);
        var answer = out.toString(StandardCharsets.UTF_8);
        assertThat(answer)
                .as(row.page() + " " + row.request())
                .startsWith("{\"decision\":\"" + row.decision() + "\",\"policyType\":\"" + row.policyType());
    }

    @Test
    void everyRowCitesItsPage() {
        assertThat(rows())
                .hasSizeGreaterThanOrEqualTo(400)
                .allSatisfy(row -> assertThat(row.page()).startsWith("https://docs.aws.amazon.com/"));
    }

    @Test
    void everyOperatorHasRowsOnBothSides() {
        var subjects = new HashMap<String, Set<String>>();
        for (var row : rows()) {
            subjects.computeIfAbsent(row.subject(), _ -> new HashSet<>()).add(row.decision());
        }
        var forms = Stream.concat(
                Arrays.stream(ConditionOperator.values()).map(operator -> "\"" + operator.text() + "\""),
                Stream.of("\"ForAllValues:String", "\"ForAnyValue:String", "IfExists\"", "\"StringNotLikeIfExists\""));
        assertThat(forms)
                .allSatisfy(form -> assertThat(subjects).as(form).anySatisfy((subject, decisions) -> {
                    assertThat(subject).startsWith("if ").contains(form);
                    assertThat(decisions).contains("Allowed", "ImplicitlyDenied");
                }));
    }

    @Test
    void everyElementHasRowsOnBothSides() {
        var elements =
                Stream.of("actions", "notactions", "resources", "notresources", "principals", "notprincipals", "if");
        assertThat(elements).allSatisfy(element -> {
            var decisions = rows().stream()
                    .filter(row -> row.subject().startsWith(element + " "))
                    .map(DecisionTable.Row::decision)
                    .toList();
            assertThat(decisions).contains("Allowed").containsAnyOf("ImplicitlyDenied", "ExplicitlyDenied");
        });
    }

    @Test
    void everyPolicyTypeDeniesBothWaysAndLetsPass() {
        assertThat(PolicyType.values()).allSatisfy(type -> {
            var rows = rows();
            assertThat(rows)
                    .anyMatch(row -> row.policyType().equals(type.text())
                            && row.decision().equals("ImplicitlyDenied"));
            assertThat(rows)
                    .anyMatch(row -> row.policyType().equals(type.text())
                            && row.decision().equals("ExplicitlyDenied"));
        });
    }
}
