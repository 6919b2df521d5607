package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

@NeedsNode
class SalesConsumerStackTest {
    private static final String STACK = "sluice-sales-consumer";

    private static JsonNode properties(String id) {
        return Synthesized.resource(Choices.DEFAULT, STACK, id).path("Properties");
    }

    private static String script() {
        return properties("Instance").at("/UserData/Fn::Base64/Fn::Sub").asText();
    }

    @Test
    void hasNoKeyAndAnswersItsMetadataToItselfOnly() {
        assertThat(properties("Instance").has("KeyName")).isFalse();
        assertThat(properties("Instance").at("/MetadataOptions/HttpTokens").asText())
                .isEqualTo("required");
        assertThat(properties("Instance")
                        .at("/MetadataOptions/HttpPutResponseHopLimit")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void isReachedByHttpFromTheNetworkAndByNothingElse() {
        var in = properties("Firewall").path("SecurityGroupIngress");

        assertThat(in).hasSize(1);
        assertThat(in.at("/0/FromPort").asInt()).isEqualTo(80);
        assertThat(in.at("/0/CidrIp/Ref").asText()).isEqualTo("CallersCidr");
        assertThat(Synthesized.template(Choices.DEFAULT, STACK)
                        .at("/Parameters/CallersCidr/Default")
                        .asText())
                .isEqualTo("10.10.0.0/16");
    }

    @Test
    void runsOnlyCodeWhoseDigestItWasTold() {
        assertThat(script()).contains("sha256sum --check").doesNotContain("password");
    }

    @Test
    void makesItsMachineByAScriptThatAShellUnderstands() throws IOException, InterruptedException {
        var check = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
        try (var in = check.outputWriter()) {
            in.write(script().replaceAll("\\$\\{[A-Za-z:0-9]+}", "value"));
        }

        assertThat(check.waitFor())
                .as(new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isZero();
    }

    @Test
    void isManagedBySystemsManager() {
        var role = Synthesized.resource(Choices.DEFAULT, "sluice-identity", "WebAppClientRole")
                .path("Properties");

        assertThat(role.path("ManagedPolicyArns"))
                .extracting(JsonNode::asText)
                .containsExactly("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
        assertThat(Synthesized.resources(Choices.DEFAULT, "AWS::IAM::Role"))
                .filteredOn(each -> each.path("Properties").has("ManagedPolicyArns"))
                .hasSize(1);
    }

    @Test
    void keepsTheOutputsOfTheSystemsBeforeIt() {
        assertThat(Synthesized.template(Choices.DEFAULT, STACK).path("Outputs").fieldNames())
                .toIterable()
                .containsAll(List.of("S3ConsumerPrivateIp", "Ec2ConsumerInstance", "SampleS3CopyCommand"));
        assertThat(Synthesized.template(Choices.DEFAULT, "sluice-identity")
                        .path("Outputs")
                        .fieldNames())
                .toIterable()
                .contains("Ec2ConsumerRoleArn", "LambdaConsumerRoleArn");
        assertThat(Synthesized.template(Choices.DEFAULT, "sluice-access")
                        .path("Outputs")
                        .fieldNames())
                .toIterable()
                .contains("Ec2ConsumerAccessPointArn", "LambdaConsumerAccessPointArn");
    }
}
