package io.sluice.catalogue.replay;

import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.PolicyType;
import io.sluice.iam.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decisions by the policies of a place and of a caller. Most requests of a log are like many before, whose decisions are remembered. For
 * one thread.
 */
final class Rulings {
    private static final int MOST = 100_000;

    private final String account;
    private final Map<Joined, Together> sets = new HashMap<>();
    private int remembered;

    Rulings(String account) {
        this.account = account;
    }

    /** Policies of a caller under a name that no others have: hashing documents would take longer than deciding. */
    record Own(String name, List<NamedPolicy> policies) {
        static final Own NONE = new Own("", List.of());
        /** More than anybody has. */
        static final Own ANYTHING = new Own(
                "*",
                List.of(new NamedPolicy(
                        "policies of the caller's own",
                        PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":"
                                + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"))));

        static Own of(Callers.Role role) {
            return new Own(role.name(), role.policies());
        }
    }

    private record Joined(String place, String own, String session) {}

    /** All that decides between certain policies, where {@link KeyClasses} there are. */
    private record Alike(String action, String about, String via, String tls) {}

    /** The policies of a place and a caller, what keys are alike to them, and what they decided. */
    private record Together(PolicySet policies, Optional<KeyClasses> classes, Map<Alike, Decision> decisions) {}

    Verdict.Decided of(Asker asker, Question question, Checkpoint place, Own own) {
        return of(asker, question, place, own, Optional.empty());
    }

    Verdict.Decided of(Asker asker, Question question, Checkpoint place, Own own, Optional<NamedPolicy> session) {
        var decision = kept(asker.known().principal(), place)
                .orElseGet(() -> decision(asker, question, together(place, own, session)));
        return new Verdict.Decided(() -> request(asker, question), decision);
    }

    AccessRequest request(Asker asker, Question question) {
        return asker.asks(question.action(), question.resource(), account, question.keys());
    }

    /**
     * Whom no policy lets in: strangers where one is public and RestrictPublicBuckets is on, and the anonymous at an access point. From <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">blocking public access</a>.
     */
    private Optional<Decision> kept(Principal caller, Checkpoint place) {
        if (caller.kind() == Principal.Kind.ANONYMOUS && place.gate().isPresent()) {
            return Optional.of(new Decision.ImplicitlyDenied(PolicyType.RESOURCE, place.name(), ""));
        }
        return place.restricted()
                .filter(_ -> caller.kind() != Principal.Kind.SERVICE
                        && !caller.account().equals(account))
                .map(policy ->
                        new Decision.ExplicitlyDenied(PolicyType.RESOURCE, policy.name(), "RestrictPublicBuckets"));
    }

    private Together together(Checkpoint place, Own own, Optional<NamedPolicy> session) {
        var names = new Joined(
                place.name(), own.name(), session.map(NamedPolicy::name).orElse(""));
        var known = sets.get(names);
        if (known != null) {
            return known;
        }
        var set = place.around().identity(own.policies());
        session.ifPresent(set::session);
        var all = Stream.of(place.policies(), own.policies().stream(), session.stream())
                .flatMap(each -> each);
        var together = new Together(set.build(), KeyClasses.of(all), new HashMap<>());
        sets.put(names, together);
        return together;
    }

    private Decision decision(Asker asker, Question question, Together together) {
        if (together.classes().isEmpty() || !asker.isPlain()) {
            return PolicyEvaluator.decide(request(asker, question), together.policies());
        }
        var alike = new Alike(
                question.action(),
                about(asker, question, together.classes().get()),
                asker.request().means().invokedBy(),
                question.keys().getOrDefault(Question.TLS, ""));
        var before = together.decisions().get(alike);
        return before != null ? before : remember(asker, question, together, alike);
    }

    private Decision remember(Asker asker, Question question, Together together, Alike alike) {
        if (remembered++ == MOST) {
            sets.clear();
            remembered = 1;
        }
        var decision = PolicyEvaluator.decide(request(asker, question), together.policies());
        together.decisions().put(alike, decision);
        return decision;
    }

    /** Keys by their class; of what is about a whole, that and the prefix: such policies look at nothing else of a listing. */
    private static String about(Asker asker, Question question, KeyClasses classes) {
        if (!question.key().isEmpty()) {
            return classes.of(question.key());
        }
        var prefix = asker.request().call().parameters().get("prefix");
        return prefix == null ? question.whole() : question.whole() + "\n" + prefix;
    }
}
