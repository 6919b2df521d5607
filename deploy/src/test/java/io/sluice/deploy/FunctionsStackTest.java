package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@NeedsNode
class FunctionsStackTest {
    private static final String STACK = "sluice-functions";

    private static JsonNode resource(Choices choices, String id) {
        return Synthesized.resource(choices, STACK, id);
    }

    private static Template template(Choices choices) {
        return Template.fromString(Synthesized.templates(choices).get(STACK + ".json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"InventoryConsumer", "Redaction", "RedactionHttp"})
    void runsEachUnderItsOwnRoleFromCodeThatItIsTold(String id) {
        var properties = resource(Choices.DEFAULT, id).path("Properties");

        assertThat(properties.path("Runtime").asText()).isEqualTo("provided.al2023");
        assertThat(properties.at("/Code/S3Bucket/Ref").asText()).isEqualTo("CodeBucket");
        assertThat(properties.at("/Code/S3Key/Ref").asText()).isEqualTo(id + "Key");
        assertThat(properties.at("/LoggingConfig/LogGroup/Ref").asText()).isEqualTo(id + "Logs");
        assertThat(Synthesized.resources(Choices.DEFAULT, "AWS::Lambda::Function"))
                .extracting(function -> function.at("/Properties/Role/Fn::Sub").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsWhatCouldNotBeWorkedOn() {
        template(Choices.DEFAULT)
                .hasResourceProperties(
                        "AWS::SQS::Queue",
                        Map.of("QueueName", "inventory-consumer-dead-letters", "SqsManagedSseEnabled", true));
        assertThat(resource(Choices.DEFAULT, "InventoryConsumer")
                        .at("/Properties/DeadLetterConfig/TargetArn/Fn::GetAtt/0")
                        .asText())
                .isEqualTo("InventoryConsumerDeadLetters");
        assertThat(resource(Choices.DEFAULT, "Redaction").path("Properties").has("DeadLetterConfig"))
                .isFalse();
    }

    @Test
    void letsOnlyTheLakesBucketOfThisAccountStartOne() {
        var template = template(Choices.DEFAULT);

        template.resourceCountIs("AWS::Lambda::Permission", 1);
        template.hasResourceProperties(
                "AWS::Lambda::Permission",
                Map.of(
                        "Action",
                        "lambda:InvokeFunction",
                        "Principal",
                        "s3.amazonaws.com",
                        "SourceAccount",
                        Map.of("Ref", "AWS::AccountId"),
                        "SourceArn",
                        Map.of("Fn::Sub", "arn:aws:s3:::store-events-${AWS::AccountId}-${AWS::Region}")));
    }

    @Test
    void answersSignedRequestsOnly() {
        var template = template(Choices.DEFAULT);

        template.resourceCountIs("AWS::Lambda::Url", 1);
        template.hasResourceProperties("AWS::Lambda::Url", Map.of("AuthType", "AWS_IAM", "Cors", Match.absent()));
    }

    @Test
    void ringsForErrorsThrottlesAndFailures() {
        template(Choices.DEFAULT).resourceCountIs("AWS::CloudWatch::Alarm", 7);
        assertThat(Synthesized.resources(Choices.DEFAULT, "AWS::CloudWatch::Alarm"))
                .allSatisfy(alarm -> assertThat(alarm.at("/Properties/AlarmActions/0/Fn::If/1/Ref")
                                .asText())
                        .isEqualTo("AlarmTopicArn"));
    }

    @Test
    void startsAPublishedVersionWithSnapStartOnAJvm() {
        var function = resource(Synthesized.JVM, "InventoryConsumer").path("Properties");
        var version = resource(Synthesized.JVM, "InventoryConsumerVersion").path("Properties");

        assertThat(function.path("Runtime").asText()).isEqualTo("java25");
        assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
        assertThat(version.at("/Description/Ref").asText())
                .as("new code is a new version")
                .isEqualTo("InventoryConsumerKey");
        assertThat(Synthesized.resource(Synthesized.JVM, "sluice-lake", "StoreEvents")
                        .at("/Properties/NotificationConfiguration/LambdaConfigurations/0/Function/Fn::Sub")
                        .asText())
                .endsWith(":function:inventory-consumer:live");
        assertThat(resource(Choices.DEFAULT, "InventoryConsumer")
                        .path("Properties")
                        .has("SnapStart"))
                .isFalse();
    }

    @Test
    void tellsTheInventoryConsumerOfItsViewByObjectLambdaOrElseByHttp() {
        var variables = "/Properties/Environment/Variables";

        assertThat(resource(Synthesized.OBJECT_LAMBDA, "InventoryConsumer")
                        .at(variables)
                        .has("SLUICE_INVENTORY_VIEW"))
                .isTrue();
        assertThat(resource(Synthesized.OBJECT_LAMBDA, "InventoryConsumer")
                        .at(variables)
                        .has("SLUICE_INVENTORY_VIEW_URL"))
                .isFalse();
        assertThat(resource(Choices.DEFAULT, "InventoryConsumer").at(variables).has("SLUICE_INVENTORY_VIEW"))
                .isFalse();
        assertThat(resource(Choices.DEFAULT, "InventoryConsumer")
                        .at(variables)
                        .path("SLUICE_INVENTORY_VIEW_URL")
                        .toString())
                .contains("{\"Fn::GetAtt\":[\"RedactionHttpDoor\",\"FunctionUrl\"]}", "views/data-shield");
    }
}
