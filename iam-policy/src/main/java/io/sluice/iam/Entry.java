package io.sluice.iam;

import io.sluice.iam.Callers.Who;
import io.sluice.iam.PrincipalElement.Reach;
import io.sluice.iam.Route.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may come by a way at all: whom a statement in front of it names, and those of its account whose own policies speak of it. Nobody else can
 * be allowed, so nothing else of theirs has to be looked at; most callers of most access points are of this kind.
 */
final class Entry {
    /** Whom statements let in, and what they ask besides. */
    private record Named(PrincipalElement principal, List<Condition> conditions) {}

    private final Route route;
    private final Set<Named> named;
    private final List<String> prefixes;

    Entry(Route route) {
        this.route = route;
        this.named = route.front()
                .flatMap(policy -> policy.document().statements().stream())
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .flatMap(statement ->
                        statement.principal().stream().map(principal -> new Named(principal, statement.conditions())))
                .collect(Collectors.toSet());
        this.prefixes = Stream.of(Level.values())
                .flatMap(level -> route.prefixes(level).stream())
                .toList();
    }

    /**
     * The ARNs and accounts of those who may be let in by these statements; none where they do not say it so simply, and everybody has to be
     * asked about.
     */
    Optional<Set<String>> names() {
        var all = new HashSet<String>();
        for (var each : named) {
            var names = each.principal().namesOnly();
            if (names.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(names.get());
        }
        return Optional.of(all);
    }

    /** Whether this caller, with these policies of its own, may be allowed. */
    boolean admits(Who who, List<Statement> own) {
        return who.principal().kind() == Principal.Kind.ROOT
                || named.stream().anyMatch(each -> admits(each, who))
                || (route.home().filter(who.principal().account()::equals).isPresent()
                        && own.stream().anyMatch(this::mayAllow));
    }

    /** By what follows from caller and way alone: whatever else a request brings may hold. */
    private boolean admits(Named each, Who who) {
        if (each.principal().reach(who.principal(), true) == Reach.NOBODY) {
            return false;
        }
        var closed = each.conditions().stream()
                .filter(condition -> condition.keys().stream().noneMatch(key -> Cell.isOpen(key, who)))
                .toList();
        if (closed.isEmpty()) {
            return true;
        }
        var facts = facts(who);
        return closed.stream().allMatch(condition -> condition.holds(facts));
    }

    private Facts facts(Who who) {
        var request = new AccessRequest(
                route.seen(who.principal()),
                "s3:GetObject",
                prefixes.getFirst(),
                route.account(),
                RequestContext.empty().with("s3:ResourceAccount", route.account()));
        return new Facts(
                request,
                request.resource(),
                route instanceof Route.AccessPoint(var gate, var _, var _, var _) ? gate : null,
                true);
    }

    private boolean mayAllow(Statement statement) {
        return statement.effect() == Effect.ALLOW
                && (statement.excludesResources()
                        || Stream.of(statement.resourcePatterns().templates()).anyMatch(this::meets));
    }

    private boolean meets(Template template) {
        return template.fixed() == null || prefixes.stream().anyMatch(template.fixed()::meets);
    }
}
