package io.sluice.iam;

import io.sluice.iam.PrincipalElement.Reach;
import java.util.List;

/** A document attached as a policy of one type, with the decision of each of its statements ready. */
final class Attached {
    private final PolicyType type;
    private final NamedPolicy policy;
    private final Statement[] allows;
    private final Statement[] denies;
    private final Decision.Allowed[] allowed;
    private final Decision.ExplicitlyDenied[] denied;
    private final Decision.ImplicitlyDenied nothing;

    Attached(PolicyType type, NamedPolicy policy) {
        this.type = type;
        this.policy = policy;
        this.allows = statements(Effect.ALLOW);
        this.denies = statements(Effect.DENY);
        this.allowed = new Decision.Allowed[allows.length];
        for (int i = 0; i < allows.length; i++) {
            allowed[i] = new Decision.Allowed(type, policy.name(), allows[i].name());
        }
        this.denied = new Decision.ExplicitlyDenied[denies.length];
        for (int i = 0; i < denies.length; i++) {
            denied[i] = new Decision.ExplicitlyDenied(type, policy.name(), denies[i].name());
        }
        this.nothing = new Decision.ImplicitlyDenied(type, policy.name(), "");
        for (var statement : policy.document().statements()) {
            check(statement);
        }
    }

    private Statement[] statements(Effect effect) {
        return policy.document().statements().stream()
                .filter(statement -> statement.effect() == effect)
                .toArray(Statement[]::new);
    }

    private void check(Statement statement) {
        var where = policy.name() + " " + statement.name();
        if (type.namesPrincipals() != statement.principal().isPresent()) {
            throw new IllegalArgumentException(where + ": a " + type.text()
                    + (type.namesPrincipals() ? " says for whom it is" : " has no Principal element"));
        }
        boolean trust = statement.actions().stream().allMatch(action -> action.regionMatches(true, 0, "sts:", 0, 4));
        if (statement.resources().isEmpty() && type != PolicyType.ROLE_TRUST && !trust) {
            throw new IllegalArgumentException(where + ": Resource is missing");
        }
    }

    PolicyType type() {
        return type;
    }

    NamedPolicy policy() {
        return policy;
    }

    List<Statement> statements() {
        return policy.document().statements();
    }

    /** The deny that applies, or null. */
    Decision.ExplicitlyDenied deny(Facts facts) {
        for (int i = 0; i < denies.length; i++) {
            if (denies[i].applies(facts)) {
                return denied[i];
            }
        }
        return null;
    }

    /** The place of the allow that names the caller most directly, or -1. */
    int allow(Facts facts) {
        int best = -1;
        var reach = Reach.NOBODY;
        for (int i = 0; i < allows.length && reach != Reach.DIRECT; i++) {
            var here = allows[i].reach(facts);
            if (here.compareTo(reach) > 0) {
                reach = here;
                best = i;
            }
        }
        return best;
    }

    Reach reach(int allow, Facts facts) {
        return allow < 0
                ? Reach.NOBODY
                : allows[allow]
                        .principal()
                        .map(p -> p.reach(facts.principal(), facts.isBounded()))
                        .orElse(Reach.DIRECT);
    }

    /** That no statement of this document allows. */
    Decision.ImplicitlyDenied nothing() {
        return nothing;
    }

    Decision.Allowed allowed(int allow) {
        return allowed[allow];
    }
}
