package io.sluice.iam;

import io.sluice.iam.Statement.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A decision with the statements that came within one element of another: of a denial those that would have allowed, of
 * an allowed request those that would have denied.
 *
 * @param message AWS's refusal text, empty where the request is allowed
 */
public record Explanation(Decision decision, String message, List<NearMiss> nearMisses) {
    public Explanation {
        nearMisses = List.copyOf(nearMisses);
    }

    /**
     * A statement all of which matched but one element.
     *
     * @param detail the element as written; of a condition also what the request has
     */
    public record NearMiss(PolicyType policyType, String document, String statement, Element element, String detail) {}

    static Explanation of(AccessRequest request, PolicySet policies, Decision decision) {
        var effect = decision.isAllowed() ? Effect.DENY : Effect.ALLOW;
        var misses = new ArrayList<NearMiss>();
        if (policies.gate() == null) {
            add(misses, everywhere(policies, policies.resource()), effect, PolicyEvaluator.direct(request, policies));
        } else {
            add(misses, everywhere(policies, policies.accessPoint()), effect, PolicyEvaluator.front(request, policies));
            add(misses, only(policies.resource()), effect, PolicyEvaluator.back(request, policies));
        }
        return new Explanation(decision, decision.message(request), misses);
    }

    private static List<Attached> only(Attached policy) {
        return policy == null ? List.of() : List.of(policy);
    }

    private static List<Attached> everywhere(PolicySet policies, Attached resource) {
        var all = new ArrayList<Attached>();
        Arrays.stream(policies.resourceControl()).flatMap(Arrays::stream).forEach(all::add);
        Arrays.stream(policies.serviceControl()).flatMap(Arrays::stream).forEach(all::add);
        all.addAll(only(policies.vpcEndpoint()));
        all.addAll(only(resource));
        all.addAll(List.of(policies.identity()));
        all.addAll(only(policies.boundary()));
        if (policies.session() != null) {
            all.addAll(List.of(policies.session()));
        }
        return all;
    }

    private static void add(List<NearMiss> misses, List<Attached> policies, Effect effect, Facts facts) {
        for (var policy : policies) {
            for (var statement : policy.statements()) {
                var failing = statement.effect() == effect ? statement.failing(facts) : List.<Statement.Failure>of();
                if (failing.size() == 1) {
                    misses.add(new NearMiss(
                            policy.type(),
                            policy.policy().name(),
                            statement.name(),
                            failing.getFirst().element(),
                            failing.getFirst().detail()));
                }
            }
        }
    }
}
