package io.sluice.iam;

import io.sluice.iam.Decision.Allowed;
import io.sluice.iam.Decision.ImplicitlyDenied;
import io.sluice.iam.PrincipalElement.Reach;
import java.util.EnumMap;
import java.util.Map;

/**
 * Decides as AWS does. An explicit deny in any policy ends it; then resource control and service control policies, each
 * level of them, and the VPC endpoint's policy must allow; then
 *
 * <ul>
 *   <li>within one account the resource's policy or the caller's own policies must allow, the latter with its
 *       permissions boundary and session policies; these also limit what a resource's policy gives to the role, but not
 *       what it gives to the session or the user by name:
 *       https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 *   <li>from another account both must allow:
 *       https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 *   <li>a role's trust policy must allow in any case:
 *       https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 *   <li>through an access point all of that holds twice: with the access point's policy and ARNs, and with the bucket's:
 *       https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 * </ul>
 */
public final class PolicyEvaluator {
    private static final Map<PolicyType, ImplicitlyDenied> NOTHING_ALLOWS = nothingAllows();
    private static final Allowed ROOT_USER = new Allowed(PolicyType.IDENTITY, "", "");

    private PolicyEvaluator() {}

    private static Map<PolicyType, ImplicitlyDenied> nothingAllows() {
        var all = new EnumMap<PolicyType, ImplicitlyDenied>(PolicyType.class);
        for (var type : PolicyType.values()) {
            all.put(type, new ImplicitlyDenied(type, "", ""));
        }
        return all;
    }

    /**
     * Decides one request.
     *
     * @throws IllegalArgumentException where the request names a resource that is not behind the access point
     */
    public static Decision decide(AccessRequest request, PolicySet policies) {
        if (policies.gate() == null) {
            var facts = direct(request, policies);
            var denied = deny(facts, policies, policies.resource());
            return denied == null
                    ? new Side(facts, policies, policies.resource(), request.resourceAccount()).decide()
                    : denied;
        }
        return decide(front(request, policies), back(request, policies), policies, request);
    }

    static Facts direct(AccessRequest request, PolicySet policies) {
        return new Facts(request, request.resource(), null, policies.boundary() != null);
    }

    /** The request as the access point's policy sees it. */
    static Facts front(AccessRequest request, PolicySet policies) {
        var gate = policies.gate();
        return new Facts(request, gate.accessPointForm(request.resource()), gate, policies.boundary() != null);
    }

    /** The request as the policy of the bucket behind the access point sees it. */
    static Facts back(AccessRequest request, PolicySet policies) {
        var gate = policies.gate();
        return new Facts(request, gate.bucketForm(request.resource()), gate, policies.boundary() != null);
    }

    /** Decides, and says what came near. */
    public static Explanation explain(AccessRequest request, PolicySet policies) {
        return Explanation.of(request, policies, decide(request, policies));
    }

    private static Decision decide(Facts front, Facts back, PolicySet policies, AccessRequest request) {
        Decision denied = deny(front, policies, policies.accessPoint());
        if (denied == null) {
            denied = deny(back, policies, policies.resource());
        }
        if (denied != null) {
            return denied;
        }
        if (!policies.gate().admits(front)) {
            return new ImplicitlyDenied(PolicyType.RESOURCE, policies.gate().arn(), "NetworkOrigin");
        }
        var atAccessPoint = new Side(
                        front, policies, policies.accessPoint(), policies.gate().account())
                .decide();
        if (!atAccessPoint.isAllowed()) {
            return atAccessPoint;
        }
        var atBucket = new Side(back, policies, policies.resource(), request.resourceAccount()).decideBehindGate();
        return atBucket.isAllowed() ? atAccessPoint : atBucket;
    }

    private static Decision deny(Facts facts, PolicySet policies, Attached resource) {
        Decision denied = policies.resourceControl().length == 0 ? null : deny(facts, policies.resourceControl());
        if (denied == null && policies.serviceControl().length > 0 && isGoverned(facts)) {
            denied = deny(facts, policies.serviceControl());
        }
        denied = denied == null ? deny(facts, policies.vpcEndpoint()) : denied;
        denied = denied == null ? deny(facts, resource) : denied;
        denied = denied == null ? deny(facts, policies.identity()) : denied;
        denied = denied == null ? deny(facts, policies.boundary()) : denied;
        return denied == null && policies.session() != null ? deny(facts, policies.session()) : denied;
    }

    private static Decision deny(Facts facts, Attached[][] levels) {
        for (var level : levels) {
            var denied = deny(facts, level);
            if (denied != null) {
                return denied;
            }
        }
        return null;
    }

    private static Decision deny(Facts facts, Attached[] policies) {
        for (var policy : policies) {
            var denied = policy.deny(facts);
            if (denied != null) {
                return denied;
            }
        }
        return null;
    }

    private static Decision deny(Facts facts, Attached policy) {
        return policy == null ? null : policy.deny(facts);
    }

    /** Service control policies bind the principals of an account. */
    private static boolean isGoverned(Facts facts) {
        return facts.principal().belongsToAccount();
    }

    /** The allows of one side of a request: one form of the resource, with the policy on it. */
    private record Side(Facts facts, PolicySet policies, Attached resource, String account) {
        Decision decide() {
            var guard = guards();
            return guard == null ? granted(true) : guard;
        }

        /** The caller of another account has shown its own permission at the access point already. */
        Decision decideBehindGate() {
            boolean sameAccount = facts.principal().account().equals(account);
            var guard = sameAccount ? guards() : endpointAndControls();
            return guard == null ? granted(sameAccount) : guard;
        }

        private Decision endpointAndControls() {
            for (var level : policies.resourceControl()) {
                if (first(level) == null) {
                    return missing(PolicyType.RESOURCE_CONTROL, level);
                }
            }
            return policies.vpcEndpoint() != null && policies.vpcEndpoint().allow(facts) < 0
                    ? missing(PolicyType.VPC_ENDPOINT, policies.vpcEndpoint())
                    : null;
        }

        private Decision guards() {
            if (policies.serviceControl().length > 0 && isGoverned(facts)) {
                for (var level : policies.serviceControl()) {
                    if (first(level) == null) {
                        return missing(PolicyType.SERVICE_CONTROL, level);
                    }
                }
            }
            return endpointAndControls();
        }

        private Decision granted(boolean callerSide) {
            int allow = resource == null ? -1 : resource.allow(facts);
            var reach = resource == null ? Reach.NOBODY : resource.reach(allow, facts);
            if (!facts.principal().belongsToAccount()) {
                return reach == Reach.NOBODY ? missingResource() : resource.allowed(allow);
            }
            if (facts.principal().account().equals(account)) {
                return sameAccount(allow, reach);
            }
            if (reach == Reach.NOBODY) {
                return missingResource();
            }
            var own = callerSide ? callerAllows() : null;
            return own == null || own.isAllowed() ? resource.allowed(allow) : own;
        }

        private Decision sameAccount(int allow, Reach reach) {
            return switch (reach) {
                case DIRECT -> resource.allowed(allow);
                case ROLE -> {
                    var limited = limits();
                    yield limited == null ? resource.allowed(allow) : limited;
                }
                case ACCOUNT -> callerAllows();
                case NOBODY -> isTrust() ? missingResource() : callerAllows();
            };
        }

        private boolean isTrust() {
            return resource != null && resource.type() == PolicyType.ROLE_TRUST;
        }

        /** The caller's own policies: identity, then boundary and session. */
        private Decision callerAllows() {
            if (facts.principal().kind() == Principal.Kind.ROOT) {
                return ROOT_USER;
            }
            var allowed = first(policies.identity());
            if (allowed == null) {
                return missing(PolicyType.IDENTITY, policies.identity());
            }
            var limited = limits();
            return limited == null ? allowed : limited;
        }

        /** What boundary and session policies do not allow, or null. */
        private Decision limits() {
            if (policies.boundary() != null && policies.boundary().allow(facts) < 0) {
                return missing(PolicyType.PERMISSIONS_BOUNDARY, policies.boundary());
            }
            if (policies.session() != null && first(policies.session()) == null) {
                return missing(PolicyType.SESSION, policies.session());
            }
            return null;
        }

        private Allowed first(Attached[] any) {
            for (var policy : any) {
                int allow = policy.allow(facts);
                if (allow >= 0) {
                    return policy.allowed(allow);
                }
            }
            return null;
        }

        private Decision missingResource() {
            return missing(isTrust() ? PolicyType.ROLE_TRUST : PolicyType.RESOURCE, resource);
        }

        private static Decision missing(PolicyType type, Attached... asked) {
            return asked.length == 1 && asked[0] != null ? asked[0].nothing() : NOTHING_ALLOWS.get(type);
        }
    }
}
