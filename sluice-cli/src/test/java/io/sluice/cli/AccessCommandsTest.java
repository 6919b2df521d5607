package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code who-can}, {@code what-can} and {@code why}, on the demo's catalogue. */
class AccessCommandsTest {
    private static final String LAKE = "s3://store-events-111122223333-us-east-1/";

    @Test
    void namesEverybodyWhoCanAndTheLineThatAsksForIt() {
        var run = Run.of("who-can", "s3:GetObject", LAKE + "sales_event/a.json");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .hasSize(2)
                .anyMatch(line -> line.matches(
                        "webAppClientRole +s3:GetObject +access point ec2-consumer +catalogue.yaml:\\d+:\\d+"));
    }

    @Test
    void saysOnWhichConditionSomebodyCan() {
        assertThat(Run.of("who-can", "s3:GetObject", LAKE + "inventory_event/a.json")
                        .out()
                        .lines())
                .anyMatch(
                        line -> line.matches(
                                "inventoryConsumerRole .*ForAnyValue:StringEquals aws:CalledVia \\[s3-object-lambda.amazonaws.com\\]"))
                .anyMatch(
                        line -> line.matches("redactionServiceRole .*access point redactor +catalogue.yaml:\\d+:\\d+"))
                .noneMatch(line -> line.contains("webAppClientRole"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "s3:GetObject, sales_event/a.json, 0",
        "s3:GetObject, elsewhere/a.json, 1",
        "s3:DeleteObject, sales_event/a.json, 1",
        "GetObject, sales_event/a.json, 2"
    })
    void endsWithWhetherSomebodyCan(String action, String key, int exit) {
        assertThat(Run.of("who-can", action, LAKE + key).exit()).isEqualTo(exit);
    }

    @Test
    void namesEverythingThatSomebodyCan() {
        var run = Run.of("what-can", "group customer-support");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("grant s3://shopfast-data-111122223333-us-east-1/users* READ")
                .contains("grant s3://shopfast-data-111122223333-us-east-1/feedback* READWRITE")
                .doesNotContain("employee-records");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "storeProducerRole, 0",
        "arn:aws:iam::111122223333:role/storeProducerRole, 0",
        "arn:aws:sts::111122223333:assumed-role/storeProducerRole/i-1, 0",
        "arn:aws:iam::111122223333:user/nobody, 1",
        "storeProducer, 2"
    })
    void endsWithWhetherThereIsAnything(String principal, int exit) {
        assertThat(Run.of("what-can", principal).exit()).isEqualTo(exit);
    }

    @Test
    void saysWhatAllowsARequestAndWhere() {
        var run = Run.of("why", "webAppClientRole", "s3:GetObject", LAKE + "sales_event/a.json");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("allowed: ")
                .containsPattern("access point ec2-consumer: allowed by \\S+ of (access-points|buckets)/\\S+")
                .containsPattern("bucket store-events-\\S+: refused: because no \\S+ policy allows");
    }

    @Test
    void saysHowNearARefusedRequestCame() {
        var run = Run.of("why", "inventoryConsumerRole", "s3:GetObject", LAKE + "inventory_event/a.json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("refused: ")
                .containsPattern(
                        "near: ObjectsForDataShield of access-points/lambda-consumer.json .*aws:CalledVia.*catalogue.yaml:\\d+");
    }

    @Test
    void takesConditionKeysOfTheRequest() {
        assertThat(Run.of(
                                "why",
                                "inventoryConsumerRole",
                                "s3:GetObject",
                                LAKE + "inventory_event/a.json",
                                "--with",
                                "aws:CalledVia=s3-object-lambda.amazonaws.com")
                        .exit())
                .isZero();
        assertThat(Run.of(
                                "why",
                                "inventoryConsumerRole",
                                "s3:GetObject",
                                LAKE + "sales_event/a.json",
                                "--with",
                                "aws:CalledVia=s3-object-lambda.amazonaws.com")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void takesARefusalAsItWasPasted() throws IOException {
        var refusal = "An error occurred (AccessDenied) when calling the PutObject operation: User:"
                + " arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-1 is not authorized to perform: s3:PutObject on"
                + " resource: \"arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer/object/kon.json\" because no"
                + " resource-based policy allows the s3:PutObject action";

        var run = Run.of("why", refusal, "--json");

        assertThat(run.exit()).isEqualTo(1);
        var answer = new JsonMapper().readTree(run.out());
        assertThat(answer.get("allowed").asBoolean()).isFalse();
        assertThat(answer.get("ways")).singleElement().satisfies(way -> {
            assertThat(way.get("way").asText()).isEqualTo("access point ec2-consumer");
            assertThat(way.get("nearMisses"))
                    .anySatisfy(
                            miss -> assertThat(miss.get("statement").asText()).isEqualTo("ObjectsOfSalesEvents"));
        });
    }

    @ParameterizedTest
    @CsvSource({"'Access Denied', ''", "webAppClientRole, s3:GetObject"})
    void refusesWhatItCannotUnderstand(String first, String second) {
        var run = second.isEmpty() ? Run.of("why", first) : Run.of("why", first, second);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("sluice: ");
    }
}
