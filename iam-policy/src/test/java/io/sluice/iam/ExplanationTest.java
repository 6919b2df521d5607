package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.iam.Explanation.NearMiss;
import io.sluice.iam.Statement.Element;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html */
class ExplanationTest {
    private static final String ACCOUNT = "111122223333";
    private static final String ANA = "arn:aws:iam::111122223333:user/ana";
    private static final String EVE = "arn:aws:iam::444455556666:user/eve";
    private static final String OBJECT = "arn:aws:s3:::lake/a/1";

    private static NamedPolicy policy(String name, String statement) {
        return new NamedPolicy(
                name, PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}"));
    }

    private static AccessRequest get(Principal principal, RequestContext context) {
        return new AccessRequest(principal, "s3:GetObject", OBJECT, ACCOUNT, context);
    }

    private static String allow(String more) {
        return "{\"Sid\":\"Read\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\"," + more + "}";
    }

    @Test
    void denialNamesTheConditionThatFailedAndWhatTheRequestHas() {
        var near = allow("\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}");
        var policies = PolicySet.builder().identity(policy("own", near)).build();
        assertThat(PolicyEvaluator.explain(get(Principal.of(ANA), RequestContext.empty()), policies)
                        .nearMisses())
                .containsExactly(new NearMiss(
                        PolicyType.IDENTITY,
                        "own",
                        "Read",
                        Element.CONDITION,
                        "StringEquals aws:SourceVpce [vpce-1]: the request has no such key"));
        var other = RequestContext.empty().with("aws:SourceVpce", "vpce-2");
        assertThat(PolicyEvaluator.explain(get(Principal.of(ANA), other), policies)
                        .nearMisses())
                .extracting(NearMiss::detail)
                .containsExactly("StringEquals aws:SourceVpce [vpce-1]: the request has [vpce-2]");
    }

    @Test
    void denialNamesTheOneElementThatFailedAndNothingFarther() {
        var policies = PolicySet.builder()
                .identity(policy("near", allow("\"Resource\":\"arn:aws:s3:::lake/b/*\"")))
                .identity(policy(
                        "far", allow("\"Resource\":\"arn:aws:s3:::other/*\"").replace("GetObject", "PutObject")))
                .build();
        assertThat(PolicyEvaluator.explain(get(Principal.of(ANA), RequestContext.empty()), policies)
                        .nearMisses())
                .containsExactly(new NearMiss(
                        PolicyType.IDENTITY, "near", "Read", Element.RESOURCE, "Resource [arn:aws:s3:::lake/b/*]"));
    }

    @Test
    void allowedRequestNamesTheDenyThatCameNear() {
        var policies = PolicySet.builder()
                .identity(policy("own", allow("\"Resource\":\"*\"")))
                .resource(policy(
                        "lake",
                        "{\"Sid\":\"Tls\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\","
                                + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}"))
                .build();
        var explanation = PolicyEvaluator.explain(
                get(Principal.of(ANA), RequestContext.empty().with("aws:SecureTransport", "true")), policies);
        assertThat(explanation.message()).isEmpty();
        assertThat(explanation.nearMisses()).extracting(NearMiss::statement).containsExactly("Tls");
    }

    @Test
    void bothSidesOfAnAccessPointAreExplained() {
        var arn = "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2";
        var gate = new AccessPointGate(
                arn,
                "lake",
                AccessPointGate.NetworkOrigin.INTERNET,
                "",
                Optional.of(policy(
                        "ec2",
                        allow("\"Principal\":{\"AWS\":\"" + ANA + "\"},\"Resource\":\"" + arn + "/object/a/*\""))));
        var policies = PolicySet.builder()
                .accessPoint(gate)
                .resource(policy(
                        "lake",
                        allow(
                                "\"Principal\":\"*\",\"Resource\":\"arn:aws:s3:::lake/*\",\"Condition\":{\"StringEquals\":"
                                        + "{\"s3:DataAccessPointAccount\":\"444455556666\"}}")))
                .build();
        assertThat(PolicyEvaluator.explain(get(Principal.of(ANA), RequestContext.empty()), policies)
                        .nearMisses())
                .containsExactly(new NearMiss(
                        PolicyType.RESOURCE,
                        "lake",
                        "Read",
                        Element.CONDITION,
                        "StringEquals s3:DataAccessPointAccount [444455556666]: the request has [111122223333]"));
    }

    @Test
    void explicitDenyIsToldByItsPolicyType() {
        var deny = "{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}";
        var request = get(Principal.of(ANA), RequestContext.empty());
        var start = "User: " + ANA + " is not authorized to perform: s3:GetObject on resource: \"" + OBJECT
                + "\" with an explicit deny in ";
        assertThat(PolicyEvaluator.decide(
                                request,
                                PolicySet.builder()
                                        .identity(policy("own", deny))
                                        .build())
                        .message(request))
                .isEqualTo(start + "an identity-based policy");
        assertThat(PolicyEvaluator.decide(
                                request,
                                PolicySet.builder()
                                        .resource(policy(
                                                "lake", deny.replace("\"Action\"", "\"Principal\":\"*\",\"Action\"")))
                                        .build())
                        .message(request))
                .isEqualTo(start + "a resource-based policy");
        assertThat(PolicyEvaluator.decide(
                                request,
                                PolicySet.builder()
                                        .serviceControl(List.of(policy("scp", deny)))
                                        .build())
                        .message(request))
                .isEqualTo(start + "a service control policy");
    }

    @Test
    void otherAccountsAreToldNothingUnlessOfTheSameOrganization() {
        var policies = PolicySet.builder().build();
        var stranger = get(Principal.of(EVE).withOrgId("o-1"), RequestContext.empty());
        assertThat(PolicyEvaluator.decide(stranger, policies).message(stranger)).isEqualTo("Access Denied");
        var colleague =
                get(Principal.of(EVE).withOrgId("o-1"), RequestContext.empty().with("aws:ResourceOrgID", "o-1"));
        assertThat(PolicyEvaluator.decide(colleague, policies).message(colleague))
                .endsWith("because no resource-based policy allows the s3:GetObject action");
    }
}
