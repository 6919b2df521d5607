package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@NeedsNode
class AuditStackTest {
    private static JsonNode resource(String id) {
        return Synthesized.resource(Choices.DEFAULT, "sluice-audit", id);
    }

    private static Stream<JsonNode> statements() {
        return Synthesized.all(resource("LogsPolicy").at("/Properties/PolicyDocument/Statement"));
    }

    @Test
    void recordsEveryRequestForAnObjectOfTheLake() {
        var selectors = resource("Trail").at("/Properties/AdvancedEventSelectors");
        var objects = Synthesized.all(selectors)
                .filter(selector -> selector.path("Name").asText().equals("Objects"))
                .findFirst()
                .orElseThrow();

        assertThat(selectors)
                .extracting(selector -> selector.path("Name").asText())
                .containsExactly("Management", "Objects", "AccessPoints");
        assertThat(objects.at("/FieldSelectors/2/StartsWith"))
                .hasSize(3)
                .allSatisfy(arn -> assertThat(arn.path("Fn::Sub").asText()).endsWith("/"));
        assertThat(objects.path("FieldSelectors"))
                .noneMatch(field -> field.path("Field").asText().equals("readOnly"));
    }

    @Test
    void provesThatLogFilesWereNotChanged() {
        assertThat(resource("Trail").at("/Properties/EnableLogFileValidation").asBoolean())
                .isTrue();
    }

    @Test
    void letsOnlyServicesWriteEachForThisAccount() {
        assertThat(statements()
                        .filter(statement -> statement.path("Effect").asText().equals("Allow")))
                .isNotEmpty()
                .allSatisfy(statement -> {
                    assertThat(statement.path("Principal").path("Service").asText())
                            .endsWith(".amazonaws.com");
                    assertThat(statement.path("Condition").toString()).contains("aws:SourceArn");
                    assertThat(statement.path("Action"))
                            .hasSize(1)
                            .allSatisfy(action -> assertThat(action.asText()).isIn("s3:PutObject", "s3:GetBucketAcl"));
                });
    }

    @Test
    void keepsLogsWhenTheStackIsDeleted() {
        assertThat(resource("Logs").path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(resource("LogsPolicy").path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(resource("Trail").has("DeletionPolicy")).isFalse();
    }
}
