package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsNode
class NetworkStackTest {
    private static JsonNode resource(String id) {
        return Synthesized.resource(Choices.DEFAULT, "sluice-network", id);
    }

    @ParameterizedTest(name = "{0} of {1} by {2}: {3}")
    @CsvSource({
        "arn:aws:s3:::store-events-111122223333-us-east-1/sales_event/a.json, 111122223333, 111122223333, true",
        "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer/object/sales_event/a.json, 111122223333, 111122223333, true",
        "arn:aws:s3:::somebody-elses/a.json, 444455556666, 111122223333, false",
        "arn:aws:s3:::store-events-111122223333-us-east-1/sales_event/a.json, 111122223333, 444455556666, false",
        "arn:aws:s3:::al2023-repos-us-east-1-de612dc2/core/x.rpm, 999988887777, 111122223333, true",
        "arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/core/x.rpm, 999988887777, 111122223333, false",
    })
    void letsOutWhatIsOfThisAccountAndWhatAwsServes(String resource, String owner, String caller, boolean allowed) {
        var template = Synthesized.template(Choices.DEFAULT, "sluice-network");
        var document = Synthesized.resolved(template, resource("LakeEndpoint").at("/Properties/PolicyDocument"));
        var endpoint = new NamedPolicy("endpoint", PolicyDocument.parse(document.toString()));
        var everything = new NamedPolicy("everything", PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}}"""));
        var own = new NamedPolicy("own", PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}"""));
        var role = "arn:aws:iam::" + caller + ":role/webAppClientRole";
        var context = RequestContext.empty().with("aws:ResourceAccount", owner).with("aws:PrincipalAccount", caller);
        var request = new AccessRequest(Principal.of(role), "s3:GetObject", resource, owner, context);

        var decision = PolicyEvaluator.decide(
                request,
                PolicySet.builder()
                        .vpcEndpoint(endpoint)
                        .resource(everything)
                        .identity(own)
                        .build());

        assertThat(decision.isAllowed()).isEqualTo(allowed);
    }

    @Test
    void hasNoNatGateway() {
        assertThat(Synthesized.templates(Choices.DEFAULT).get("sluice-network.json"))
                .doesNotContain("NatGateway");
    }

    @Test
    void reachesTheLakeFromEverySubnet() {
        assertThat(resource("LakeEndpoint").at("/Properties/RouteTableIds")).hasSize(3);
    }

    @Test
    void givesNoSubnetPublicAddressesByItself() {
        assertThat(Synthesized.resources(Choices.DEFAULT, "AWS::EC2::Subnet"))
                .hasSize(4)
                .allSatisfy(subnet -> assertThat(
                                subnet.at("/Properties/MapPublicIpOnLaunch").asBoolean(true))
                        .isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "sluice-sales-consumer, VpcId",
        "sluice-sales-consumer, PublicSubnets",
        "sluice-broker, VpcId",
        "sluice-broker, PublicSubnets",
        "sluice-broker, PrivateSubnets",
        "sluice-broker, PrivateRouteTables",
    })
    void tellsOtherStacksOfTheKindThatTheyTake(String stack, String parameter) {
        var taken =
                Synthesized.template(Choices.DEFAULT, stack).path("Parameters").path(parameter);
        var told = resource(parameter).path("Properties");

        assertThat(taken.path("Default").asText()).isEqualTo(told.path("Name").asText());
        assertThat(told.path("Type").asText())
                .isEqualTo(taken.path("Type").asText().contains("List<") ? "StringList" : "String");
    }
}
