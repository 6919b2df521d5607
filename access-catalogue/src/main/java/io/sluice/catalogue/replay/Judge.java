package io.sluice.catalogue.replay;

import io.sluice.catalogue.replay.Rulings.Own;
import io.sluice.iam.Decision;
import io.sluice.iam.PolicyType;
import io.sluice.iam.Principal;
import java.util.Optional;

/** Decides one permission at one place, and tells where that cannot be told. For one thread. */
final class Judge {
    private final Grants grants;
    private final Rulings rulings;

    Judge(Grants grants, Rulings rulings) {
        this.grants = grants;
        this.rulings = rulings;
    }

    Verdict decide(Asker asker, Checkpoint place, Question question) {
        var vpc = place.vpc();
        if (vpc.isEmpty()) {
            return withTls(asker, place, question);
        }
        var best = withTls(asker, place, question.with("aws:SourceVpc", vpc.get()));
        return isAllowed(best) ? new Verdict.Unknown(Reason.NETWORK, place.name()) : best;
    }

    private Verdict withTls(Asker asker, Checkpoint place, Question question) {
        var told = asker.request().means().tls();
        if (!place.asksForTls() || told.isPresent()) {
            return byCaller(
                    asker,
                    place,
                    told.map(tls -> question.with(Question.TLS, tls.toString())).orElse(question));
        }
        var with = byCaller(asker, place, question.with(Question.TLS, "true"));
        var without = byCaller(asker, place, question.with(Question.TLS, "false"));
        return isAllowed(with) == isAllowed(without) ? with : new Verdict.Unknown(Reason.TLS, place.name());
    }

    private Verdict byCaller(Asker asker, Checkpoint place, Question question) {
        var known = asker.known();
        if (known.role().filter(role -> isVended(role, known.principal())).isPresent()) {
            return byGrant(asker, place, question);
        }
        if (known.role().isPresent() || !belongsToAccount(known.principal())) {
            return rulings.of(asker, question, place, known.role().map(Own::of).orElse(Own.NONE));
        }
        if (known.own() && asker.request().caller().ofCatalogue() && !isVended(known.principal())) {
            // The role is gone, and its policies with it. For grants there may be another one.
            return rulings.of(asker, question, place, Own.NONE);
        }
        return known.own() ? ofStranger(asker, place, question) : ofOtherAccount(asker, place, question);
    }

    /** What the catalogue's documents say is certain; what a caller's own policies add is not known. */
    private Verdict ofStranger(Asker asker, Checkpoint place, Question question) {
        var least = rulings.of(asker, question, place, Own.NONE);
        if (least.decision().isAllowed()) {
            return least;
        }
        var most = rulings.of(asker, question, place, Own.ANYTHING);
        return most.decision().isAllowed() ? unknownCaller(asker) : most;
    }

    /** Its own account has to allow it, too: what that did then is taken to hold. */
    private Verdict ofOtherAccount(Asker asker, Checkpoint place, Question question) {
        var most = rulings.of(asker, question, place, Own.ANYTHING);
        return most.decision().isAllowed() && !asker.request().allowed() ? unknownCaller(asker) : most;
    }

    private static Verdict unknownCaller(Asker asker) {
        return new Verdict.Unknown(
                Reason.UNKNOWN_CALLER, asker.known().principal().arn());
    }

    private boolean isVended(Callers.Role role, Principal session) {
        return grants.locationRoles().contains(role.arn()) && isVended(session);
    }

    private static boolean isVended(Principal session) {
        return session.arn().startsWith("access-grants-", session.arn().lastIndexOf('/') + 1);
    }

    /** Whether some grant to the same grantee still gives it. */
    private Verdict byGrant(Asker asker, Checkpoint place, Question question) {
        if (asker.vend().isEmpty()) {
            return new Verdict.Unknown(Reason.VENDED, asker.known().principal().arn());
        }
        var vend = asker.vend().get();
        var role = Own.of(asker.known().role().orElseThrow());
        var through = question.with("s3:AccessGrantsInstanceArn", grants.instance());
        Optional<Verdict.Decided> refused = Optional.empty();
        for (var granted : grants.of(vend.grantee())) {
            if (!granted.mayCover(question.resource())) {
                continue;
            }
            var decided = rulings.of(asker, through, place, role, Optional.of(granted.session()));
            if (decided.decision().isAllowed()) {
                return decided;
            }
            refused = refused.or(() -> Optional.of(decided));
        }
        return refused.orElseGet(() -> new Verdict.Decided(
                () -> rulings.request(asker, through),
                new Decision.ImplicitlyDenied(PolicyType.SESSION, "grants to " + vend.grantee(), "none covers it")));
    }

    private static boolean belongsToAccount(Principal principal) {
        return switch (principal.kind()) {
            case ROOT, USER, ROLE, ROLE_SESSION, FEDERATED_USER -> true;
            case IDENTITY_PROVIDER, SERVICE, ANONYMOUS -> false;
        };
    }

    private static boolean isAllowed(Verdict verdict) {
        return verdict instanceof Verdict.Decided(var _, var decision) && decision.isAllowed();
    }
}
