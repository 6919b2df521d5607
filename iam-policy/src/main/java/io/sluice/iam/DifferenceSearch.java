package io.sluice.iam;

import io.sluice.iam.Callers.Who;
import io.sluice.iam.Difference.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Finds every class of requests that two worlds decide otherwise. */
final class DifferenceSearch {
    private static final Decision NO_SUCH_WAY = new Decision.ImplicitlyDenied(PolicyType.RESOURCE, "", "");

    private record Found(RequestContext context, Decision before, Decision after) {}

    /** What was found of some ways. */
    private static final class Changes {
        private final Map<String, Change> newlyAllowed = new LinkedHashMap<>();
        private final Map<String, Change> noLongerAllowed = new LinkedHashMap<>();
        private final Set<String> dependsOn = new LinkedHashSet<>();

        boolean isEmpty() {
            return newlyAllowed.isEmpty() && noLongerAllowed.isEmpty() && dependsOn.isEmpty();
        }

        void add(Changes more) {
            more.newlyAllowed.forEach(newlyAllowed::putIfAbsent);
            more.noLongerAllowed.forEach(noLongerAllowed::putIfAbsent);
            dependsOn.addAll(more.dependsOn);
        }
    }

    private final AccessWorld before;
    private final AccessWorld after;
    private final Cells cells;
    private final Set<Who> changed;
    /** By bucket, whether its policy is the same in both worlds. */
    private final Map<String, Boolean> samePolicies = new ConcurrentHashMap<>();

    /** Whether the first grant of a kind was found to be decided alike in both worlds. */
    private final Map<AlikeGrants.Kind, Boolean> alike = new ConcurrentHashMap<>();

    DifferenceSearch(AccessWorld before, AccessWorld after) {
        this.before = before;
        this.after = after;
        this.cells = new Cells(List.of(before, after));
        this.changed = changed();
    }

    Difference find() {
        var all = new Changes();
        cells.routes().values().parallelStream()
                .map(this::changes)
                .filter(changes -> !changes.isEmpty())
                .forEachOrdered(all::add);
        return new Difference(
                List.copyOf(all.newlyAllowed.values()),
                List.copyOf(all.noLongerAllowed.values()),
                List.copyOf(all.dependsOn));
    }

    private Changes changes(Route route) {
        var found = new Changes();
        if (route instanceof Route.Granted granted) {
            grant(found, granted);
            return found;
        }
        boolean same =
                Objects.equals(before.routes().get(route.name()), after.routes().get(route.name()));
        if (!same || !changed.isEmpty()) {
            cells.coming(route).filter(who -> !same || changed.contains(who)).forEach(who -> search(found, route, who));
        }
        return found;
    }

    /** Whose own policies are not the same in both worlds. */
    private Set<Who> changed() {
        return cells.callers().stream()
                .filter(who -> !cells.caller(before, who).equals(cells.caller(after, who)))
                .collect(Collectors.toSet());
    }

    /** A grant that stays differs only by its bucket's policy, and so like all others of its kind. */
    private void grant(Changes found, Route.Granted route) {
        var who = cells.who(route.grant().grantee());
        if (!(before.routes().get(route.name()) instanceof Route.Granted old)
                || !(after.routes().get(route.name()) instanceof Route.Granted now)
                || !old.grant().equals(now.grant())) {
            search(found, route, who);
            return;
        }
        boolean same = samePolicies.computeIfAbsent(
                route.bucketArn(), _ -> old.bucketPolicy().equals(now.bucketPolicy()));
        if (!same && !isLikeOthers(old, now, who)) {
            search(found, route, who);
        }
    }

    private boolean isLikeOthers(Route.Granted old, Route.Granted now, Who who) {
        var kind = AlikeGrants.kind(old, Optional.empty());
        return kind.isPresent()
                && kind.equals(AlikeGrants.kind(now, Optional.empty()))
                && alike.computeIfAbsent(kind.get(), _ -> {
                    var ofFirst = new Changes();
                    search(ofFirst, now, who);
                    return ofFirst.isEmpty();
                });
    }

    private void search(Changes found, Route route, Who who) {
        try {
            cells.each(route, who, Optional.empty(), Optional.empty(), cell -> search(found, route, who, cell));
            openVariables(found, route.name(), who);
        } catch (Languages.TooManyException e) {
            found.dependsOn.add("depends on the resources of " + route.name() + " for " + who.words());
        }
    }

    /** A variable that the request fills in was tried with one value: other values may fall together with a pattern. */
    private void openVariables(Changes found, String route, Who who) {
        var left = variableStatements(before, route, who);
        var right = variableStatements(after, route, who);
        if (!left.equals(right)) {
            left.addAll(right);
            left.stream()
                    .flatMap(statement -> statement.variables().stream())
                    .filter(key -> Cell.isOpen(key, who))
                    .forEach(key -> found.dependsOn.add("depends on ${" + key.text() + "}"));
        }
    }

    private Set<Statement> variableStatements(AccessWorld world, String route, Who who) {
        return cells.policies(world, route, who)
                .flatMap(policy -> policy.document().statements().stream())
                .filter(statement -> statement.variables().stream().anyMatch(key -> Cell.isOpen(key, who)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void search(Changes found, Route route, Who who, Cell cell) {
        if (cell.touched().isEmpty()
                && before.routes().containsKey(route.name()) == after.routes().containsKey(route.name())) {
            return;
        }
        var gained = new ArrayList<Found>();
        var lost = new ArrayList<Found>();
        try {
            cell.contexts(context -> compare(route, who, cell, context, gained, lost));
        } catch (Languages.TooManyException e) {
            cell.open().keySet().forEach(key -> found.dependsOn.add("depends on " + key.text()));
            return;
        }
        add(found.newlyAllowed, gained, route, who, cell);
        add(found.noLongerAllowed, lost, route, who, cell);
    }

    private void compare(
            Route route, Who who, Cell cell, RequestContext context, List<Found> gained, List<Found> lost) {
        var request = cell.request(context);
        var old = decide(before, route.name(), who, request);
        var now = decide(after, route.name(), who, request);
        if (old.isAllowed() != now.isAllowed()) {
            (now.isAllowed() ? gained : lost).add(new Found(context, old, now));
        }
    }

    private Decision decide(AccessWorld world, String name, Who who, AccessRequest request) {
        var route = world.routes().get(name);
        return route == null ? NO_SUCH_WAY : route.decide(request, cells.caller(world, who));
    }

    private static void add(Map<String, Change> changes, List<Found> all, Route route, Who who, Cell cell) {
        if (all.isEmpty()) {
            return;
        }
        var found = all.stream()
                .reduce((a, b) -> b.context().size() < a.context().size() ? b : a)
                .orElseThrow();
        var request = cell.request(found.context());
        var key = route.name() + "\n" + who.words() + "\n" + cell.actions() + "\n" + request.resource();
        changes.putIfAbsent(
                key, new Change(who.words(), route.name(), cell.actions(), request, found.before(), found.after()));
    }
}
