package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.iam.AccessPointGate.NetworkOrigin;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyEvaluatorTest {
    private static final String ACCOUNT = "111122223333";
    private static final String USER = "arn:aws:iam::111122223333:user/ana";
    private static final String ACCESS_POINT = "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer";
    private static final String DELEGATING = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Delegate", "Effect": "Allow", "Principal": "*", "Action": "*",
             "Resource": ["arn:aws:s3:::lake", "arn:aws:s3:::lake/*"],
             "Condition": {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}}]}""";
    private static final String CONSUMER = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow",
             "Principal": {"AWS": "arn:aws:iam::111122223333:user/ana"}, "Action": "s3:GetObject",
             "Resource": "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer/object/sales_event/*"}]}""";

    private static NamedPolicy policy(String name, String json) {
        return new NamedPolicy(name, PolicyDocument.parse(json));
    }

    private static AccessRequest get(String resource) {
        return new AccessRequest(Principal.of(USER), "s3:GetObject", resource, ACCOUNT, RequestContext.empty());
    }

    private static PolicySet throughAccessPoint(NetworkOrigin origin) {
        return PolicySet.builder()
                .resource(policy("lake", DELEGATING))
                .accessPoint(new AccessPointGate(
                        ACCESS_POINT, "lake", origin, "", Optional.of(policy("ec2-consumer", CONSUMER))))
                .build();
    }

    @Test
    void nothingAllowsWithoutPolicies() {
        var request = get("arn:aws:s3:::lake/sales_event/1");
        var decision = PolicyEvaluator.decide(request, PolicySet.builder().build());
        assertThat(decision).isEqualTo(new Decision.ImplicitlyDenied(PolicyType.IDENTITY, "", ""));
        assertThat(decision.message(request))
                .isEqualTo("User: arn:aws:iam::111122223333:user/ana is not authorized to perform: s3:GetObject"
                        + " on resource: \"arn:aws:s3:::lake/sales_event/1\""
                        + " because no identity-based policy allows the s3:GetObject action");
    }

    @Test
    void accessPointAndDelegatingBucketAllowTogether() {
        assertThat(PolicyEvaluator.decide(
                        get(ACCESS_POINT + "/object/sales_event/1"), throughAccessPoint(NetworkOrigin.INTERNET)))
                .isEqualTo(new Decision.Allowed(PolicyType.RESOURCE, "ec2-consumer", "Read"));
        assertThat(PolicyEvaluator.decide(
                        get("arn:aws:s3:::lake/sales_event/1"), throughAccessPoint(NetworkOrigin.INTERNET)))
                .isEqualTo(new Decision.Allowed(PolicyType.RESOURCE, "ec2-consumer", "Read"));
    }

    @Test
    void accessPointRefusesOtherPrefix() {
        assertThat(PolicyEvaluator.decide(
                        get(ACCESS_POINT + "/object/inventory_event/1"), throughAccessPoint(NetworkOrigin.INTERNET)))
                .isInstanceOf(Decision.ImplicitlyDenied.class);
    }

    @Test
    void bucketThatDelegatesIsClosedToDirectRequests() {
        var policies = PolicySet.builder().resource(policy("lake", DELEGATING)).build();
        assertThat(PolicyEvaluator.decide(get("arn:aws:s3:::lake/sales_event/1"), policies))
                .isInstanceOf(Decision.ImplicitlyDenied.class);
    }

    @Test
    void accessPointOfVpcOriginRefusesTheInternet() {
        var request = get(ACCESS_POINT + "/object/sales_event/1");
        var policies = throughAccessPoint(NetworkOrigin.VPC);
        assertThat(PolicyEvaluator.decide(request, policies).isAllowed()).isFalse();
        var inside = new AccessRequest(
                request.principal(),
                request.action(),
                request.resource(),
                ACCOUNT,
                RequestContext.empty().with("aws:SourceVpc", "vpc-1"));
        assertThat(PolicyEvaluator.decide(inside, policies).isAllowed()).isTrue();
    }

    @Test
    void resourceBehindAnotherAccessPointIsNoRequest() {
        assertThatThrownBy(() -> PolicyEvaluator.decide(
                        get("arn:aws:s3:::other/sales_event/1"), throughAccessPoint(NetworkOrigin.INTERNET)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roleTrustMustAllowWhateverElseDoes() {
        var role = "arn:aws:iam::111122223333:role/webAppClientRole";
        var identity = policy("assume", """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}}""");
        var trust = policy(role, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
                 "Action": "sts:AssumeRole"}}""");
        var request = new AccessRequest(Principal.of(USER), "sts:AssumeRole", role, ACCOUNT, RequestContext.empty());
        var decision = PolicyEvaluator.decide(
                request, PolicySet.builder().identity(identity).roleTrust(trust).build());
        assertThat(decision.message(request))
                .isEqualTo(
                        "User: arn:aws:iam::111122223333:user/ana is not authorized to perform: sts:AssumeRole on resource: "
                                + role + " because no role trust policy allows the sts:AssumeRole action");
        var service = new AccessRequest(
                Principal.service("ec2.amazonaws.com"), "sts:AssumeRole", role, ACCOUNT, RequestContext.empty());
        assertThat(PolicyEvaluator.decide(
                                service, PolicySet.builder().roleTrust(trust).build())
                        .isAllowed())
                .isTrue();
    }

    @Test
    void misspeltActionIsRefusedWithPlaceAndSuggestion() {
        assertThatThrownBy(() -> PolicyDocument.parse("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:GetObjct"], "Resource": "*"}]}""")).isInstanceOfSatisfying(PolicyException.class, e -> {
            assertThat(e.path()).isEqualTo("$.Statement[0].Action[0]");
            assertThat(e.suggestion()).isEqualTo("s3:GetObject");
        });
    }
}
