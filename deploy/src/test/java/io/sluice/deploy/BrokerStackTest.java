package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

@NeedsNode
class BrokerStackTest {
    private static JsonNode properties(String id) {
        return Synthesized.resource(Choices.DEFAULT, "sluice-broker", id).path("Properties");
    }

    @Test
    void runsInPrivateSubnetsUnderTheRoleOfTheCatalogue() {
        assertThat(properties("Service")
                        .at("/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp")
                        .asText())
                .isEqualTo("DISABLED");
        assertThat(properties("Service")
                        .at("/NetworkConfiguration/AwsvpcConfiguration/Subnets/Ref")
                        .asText())
                .isEqualTo("PrivateSubnets");
        assertThat(properties("Task").at("/TaskRoleArn/Fn::Sub").asText()).endsWith(":role/grantsBrokerRole");
    }

    @Test
    void takesItsSecretsFromSecretsManagerAndNotFromItsRole() {
        var container = properties("Task").at("/ContainerDefinitions/0");

        assertThat(container.path("Secrets"))
                .extracting(secret -> secret.path("Name").asText())
                .containsExactly("SLUICE_BROKER_SECRET", "QUARKUS_OIDC_CREDENTIALS_SECRET");
        assertThat(container.path("Environment"))
                .noneMatch(variable -> variable.path("Name").asText().contains("SECRET"));
        assertThat(Synthesized.resource(Choices.DEFAULT, "sluice-identity", "GrantsBrokerRole")
                        .toString())
                .doesNotContain("secretsmanager");
    }

    @Test
    void speaksTlsAndStaysInsideUnlessItIsToldOtherwise() {
        assertThat(properties("Listener").path("Protocol").asText()).isEqualTo("HTTPS");
        assertThat(properties("Listener").path("SslPolicy").asText()).contains("TLS13");
        assertThat(Synthesized.template(Choices.DEFAULT, "sluice-broker")
                        .at("/Parameters/Scheme/Default")
                        .asText())
                .isEqualTo("internal");
    }

    @Test
    void keepsItsHistoryWhenTheStackIsDeleted() {
        var history = Synthesized.resource(Choices.DEFAULT, "sluice-broker", "History");

        assertThat(history.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(history.at("/Properties/Encrypted").asBoolean()).isTrue();
    }

    @Test
    void connectsOnlyToItsHistoryAndByHttps() {
        assertThat(properties("TasksFirewall").path("SecurityGroupEgress")).hasSize(1);
        assertThat(properties("TasksFirewall")
                        .at("/SecurityGroupEgress/0/ToPort")
                        .asInt())
                .isEqualTo(443);
        assertThat(properties("TasksFirewall").has("SecurityGroupIngress")).isFalse();
        assertThat(properties("DoorToTasksIn").path("FromPort").asInt()).isEqualTo(BrokerTask.PORT);
    }
}
