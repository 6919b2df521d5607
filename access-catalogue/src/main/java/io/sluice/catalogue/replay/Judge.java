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

/** Decides one permission at one place, and tells where that cannot be told. For one thread. */
final class Judge {
    private static final List<NamedPolicy> ANYTHING = List.of(new NamedPolicy(
            "policies of the caller's own",
            PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":"
                    + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}")));
    private static final String TLS = "aws:SecureTransport";
    private static final int MOST = 500_000;

    private final String account;
    private final Grants grants;
    private final Map<Joined, Together> sets = new HashMap<>();
    private final Map<Remembered, Decision> remembered = new HashMap<>();

    Judge(String account, Grants grants) {
        this.account = account;
        this.grants = grants;
    }

    /** Policies of a caller under a name that no others have: hashing documents would take longer than deciding. */
    private record Own(String name, List<NamedPolicy> policies) {
        static final Own NONE = new Own("", List.of());
        static final Own ANYTHING = new Own("*", Judge.ANYTHING);

        static Own of(Callers.Role role) {
            return new Own(role.name(), role.policies());
        }
    }

    private record Joined(String place, String own, String session) {}

    Verdict decide(Asker asker, Place place, String action, String resource) {
        if (place.vpc().isEmpty()) {
            return withTls(asker, place, new Question(action, resource, Map.of()));
        }
        var best = withTls(asker, place, new Question(action, resource, Map.of("aws:SourceVpc", place.vpc())));
        return isAllowed(best) ? new Verdict.Unknown(Reason.NETWORK, place.name()) : best;
    }

    private record Question(String action, String resource, Map<String, String> keys) {
        Question with(String key, String value) {
            var all = new HashMap<>(keys);
            all.put(key, value);
            return new Question(action, resource, all);
        }
    }

    private Verdict withTls(Asker asker, Place place, Question question) {
        var told = asker.request().means().tls();
        if (!place.asksForTls() || told.isPresent()) {
            return byCaller(
                    asker,
                    place,
                    told.map(tls -> question.with(TLS, tls.toString())).orElse(question));
        }
        var with = byCaller(asker, place, question.with(TLS, "true"));
        var without = byCaller(asker, place, question.with(TLS, "false"));
        return isAllowed(with) == isAllowed(without) ? with : new Verdict.Unknown(Reason.TLS, place.name());
    }

    private Verdict byCaller(Asker asker, Place place, Question question) {
        var known = asker.known();
        if (known.role().filter(role -> isVended(role, known.principal())).isPresent()) {
            return byGrant(asker, place, question);
        }
        if (known.role().isPresent() || !belongsToAccount(known.principal())) {
            var own = known.role().map(Own::of).orElse(Own.NONE);
            return decided(asker, question, set(place, own, Optional.empty()));
        }
        return known.own() ? ofStranger(asker, place, question) : ofOtherAccount(asker, place, question);
    }

    /** What the catalogue's documents say is certain; what a caller's own policies add is not known. */
    private Verdict ofStranger(Asker asker, Place place, Question question) {
        var least = decided(asker, question, set(place, Own.NONE, Optional.empty()));
        if (least.decision().isAllowed()) {
            return least;
        }
        var most = decided(asker, question, set(place, Own.ANYTHING, Optional.empty()));
        return most.decision().isAllowed()
                ? new Verdict.Unknown(
                        Reason.UNKNOWN_CALLER, asker.known().principal().arn())
                : most;
    }

    /** Its own account has to allow it, too: what that did then is taken to hold. */
    private Verdict ofOtherAccount(Asker asker, Place place, Question question) {
        var most = decided(asker, question, set(place, Own.ANYTHING, Optional.empty()));
        return most.decision().isAllowed() && !asker.request().allowed()
                ? new Verdict.Unknown(
                        Reason.UNKNOWN_CALLER, asker.known().principal().arn())
                : most;
    }

    private boolean isVended(Callers.Role role, Principal session) {
        return grants.locationRoles().contains(role.arn())
                && session.arn().substring(session.arn().lastIndexOf('/') + 1).startsWith("access-grants-");
    }

    /** Whether some grant to the same grantee still gives it. */
    private Verdict byGrant(Asker asker, Place place, Question question) {
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
            var decided = decided(asker, through, set(place, role, Optional.of(granted.session())));
            if (decided.decision().isAllowed()) {
                return decided;
            }
            refused = refused.or(() -> Optional.of(decided));
        }
        return refused.orElseGet(() -> new Verdict.Decided(
                () -> request(asker, through),
                new Decision.ImplicitlyDenied(PolicyType.SESSION, "grants to " + vend.grantee(), "none covers it")));
    }

    private static boolean belongsToAccount(Principal principal) {
        return switch (principal.kind()) {
            case ROOT, USER, ROLE, ROLE_SESSION, FEDERATED_USER -> true;
            case IDENTITY_PROVIDER, SERVICE, ANONYMOUS -> false;
        };
    }

    /** The policies of a place and a caller, and what keys are alike to them. */
    private record Together(Joined names, PolicySet policies, Optional<KeyClasses> classes) {}

    /** All that decides, where {@link KeyClasses} there are. */
    private record Remembered(Joined names, String action, String keys, String via, String tls) {}

    private Together set(Place place, Own own, Optional<NamedPolicy> session) {
        var key = new Joined(
                place.name(), own.name(), session.map(NamedPolicy::name).orElse(""));
        var known = sets.get(key);
        if (known != null) {
            return known;
        }
        var set = place.around().get().identity(own.policies());
        session.ifPresent(set::session);
        var all = Stream.of(place.policies().get(), own.policies().stream(), session.stream())
                .flatMap(each -> each);
        return keep(sets, key, new Together(key, set.build(), KeyClasses.of(all)));
    }

    private static <K, V> V keep(Map<K, V> in, K key, V value) {
        if (in.size() >= MOST) {
            in.clear();
        }
        in.put(key, value);
        return value;
    }

    private AccessRequest request(Asker asker, Question question) {
        return asker.asks(question.action(), question.resource(), account, question.keys());
    }

    private Verdict.Decided decided(Asker asker, Question question, Together together) {
        return new Verdict.Decided(() -> request(asker, question), decision(asker, question, together));
    }

    /** Most requests of a log are like many others. */
    private Decision decision(Asker asker, Question question, Together together) {
        var key = asker.request().call().key();
        if (together.classes().isEmpty() || key.isEmpty() || !asker.isPlain()) {
            return PolicyEvaluator.decide(request(asker, question), together.policies());
        }
        var like = new Remembered(
                together.names(),
                question.action(),
                together.classes().get().of(key),
                asker.request().means().invokedBy(),
                question.keys().getOrDefault(TLS, ""));
        var before = remembered.get(like);
        return before != null
                ? before
                : keep(remembered, like, PolicyEvaluator.decide(request(asker, question), together.policies()));
    }

    private static boolean isAllowed(Verdict verdict) {
        return verdict instanceof Verdict.Decided(var _, var decision) && decision.isAllowed();
    }
}
