package io.sluice.lake.principals;

import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;

/**
 * Whether somebody may assume a role, or do what goes with it. The role's trust policy must allow in any case; where it trusts the account
 * instead of the caller, or the caller is of another account, the caller's own policies must too. From
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html">cross-account evaluation</a>.
 */
public final class Trust {
    private Trust() {}

    /** One permission on a role, {@code sts:AssumeRole} or another, for an identity. */
    public static Answer ask(Role role, Identity caller, String action, RequestContext context) {
        var policies = PolicySet.builder()
                .roleTrust(role.trust())
                .identity(caller.policies().identity());
        caller.policies().boundary().ifPresent(policies::permissionsBoundary);
        caller.policies().session().forEach(policies::session);
        var all = context.with(RequestContext.of(caller.conditionKeys()));
        return ask(new AccessRequest(caller.principal(), action, role.arn(), role.account(), all), policies);
    }

    /** Whether an AWS service, {@code ec2.amazonaws.com}, may assume a role to run something under it. */
    public static Answer askForService(Role role, String service) {
        var request = new AccessRequest(
                Principal.service(service), "sts:AssumeRole", role.arn(), role.account(), RequestContext.empty());
        return ask(request, PolicySet.builder().roleTrust(role.trust()));
    }

    /** The same with what it says of on whose behalf it does so. */
    public static Answer askForService(Role role, String service, String action, RequestContext context) {
        var request = new AccessRequest(Principal.service(service), action, role.arn(), role.account(), context);
        return ask(request, PolicySet.builder().roleTrust(role.trust()));
    }

    /** Whether a user of an identity provider, which is named by its ARN, may have a session of a role. */
    public static Answer askForFederated(Role role, String providerArn, String action, RequestContext context) {
        var request = new AccessRequest(Principal.of(providerArn), action, role.arn(), role.account(), context);
        return ask(request, PolicySet.builder().roleTrust(role.trust()));
    }

    private static Answer ask(AccessRequest request, PolicySet.Builder policies) {
        return new Answer(request, PolicyEvaluator.decide(request, policies.build()));
    }

    /** A decision with what it was about. */
    public record Answer(AccessRequest request, Decision decision) {
        public boolean isAllowed() {
            return decision.isAllowed();
        }

        /** AWS's text where it is refused. */
        public String message() {
            return decision.message(request);
        }
    }
}
