package io.sluice.iam;

import io.sluice.iam.Callers.Who;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds every way in which callers have access in one world. */
final class AccessSearch {
    private record Tried(RequestContext context, Decision decision) {}

    private final AccessWorld world;
    private final Cells cells;
    private final Map<String, Access> found = new LinkedHashMap<>();

    AccessSearch(AccessWorld world) {
        this.world = world;
        this.cells = new Cells(List.of(world));
    }

    List<Access> whoCan(String actionPattern, String resourcePattern) {
        var actions = Glob.of(Route.lower(actionPattern));
        var resources =
                Template.of(resourcePattern, Template.Wildcards.ARN, false).fixed();
        for (var route : world.routes().values()) {
            for (var who : cells.callers()) {
                search(route, who, Optional.of(actions), Optional.of(resources));
            }
        }
        return List.copyOf(found.values());
    }

    List<Access> whatCan(Principal principal) {
        var who = cells.callers().stream()
                .filter(each -> each.principal().arn().equals(principal.arn()))
                .findFirst()
                .orElse(new Who(principal.arn(), principal, true, false));
        for (var route : world.routes().values()) {
            search(route, who, Optional.empty(), Optional.empty());
        }
        return List.copyOf(found.values());
    }

    private void search(Route route, Who who, Optional<Glob> actions, Optional<Glob> resources) {
        if (route.only().map(who.principal()::equals).orElse(true)) {
            cells.each(route, who, actions, resources, cell -> search(route, who, cell));
        }
    }

    private void search(Route route, Who who, Cell cell) {
        if (cell.touched().stream().noneMatch(statement -> statement.effect() == Effect.ALLOW)
                && who.principal().kind() != Principal.Kind.ROOT) {
            return;
        }
        var caller = cells.caller(world, who);
        var allowed = new ArrayList<Tried>();
        var refused = new ArrayList<Tried>();
        boolean undecided = false;
        try {
            cell.contexts(context -> {
                var decision = route.decide(cell.request(context), caller);
                (decision.isAllowed() ? allowed : refused).add(new Tried(context, decision));
            });
        } catch (Languages.TooManyException e) {
            undecided = true;
        }
        if (undecided) {
            add(route, who, cell, new Tried(RequestContext.empty(), dependsOn()), dependsOn(cell));
        } else if (!allowed.isEmpty()) {
            var least = allowed.stream()
                    .reduce((a, b) -> b.context().size() < a.context().size() ? b : a)
                    .orElseThrow();
            add(route, who, cell, least, refused.isEmpty() ? List.of() : conditions(cell));
        }
    }

    private static Decision dependsOn() {
        return new Decision.ImplicitlyDenied(PolicyType.RESOURCE, "", "");
    }

    private static List<String> dependsOn(Cell cell) {
        return cell.open().keySet().stream()
                .map(key -> "depends on " + key.text())
                .toList();
    }

    /** What the statements still ask of a request. */
    private static List<String> conditions(Cell cell) {
        var open = cell.open();
        var texts = new LinkedHashSet<String>();
        for (var statement : cell.touched()) {
            for (var condition : statement.conditions()) {
                if (open.containsKey(condition.conditionKey())) {
                    texts.add((statement.effect() == Effect.DENY ? "denied where " : "") + condition);
                }
            }
        }
        open.forEach((key, conditions) -> {
            if (conditions.isEmpty()) {
                texts.add("depends on " + key.text());
            }
        });
        return List.copyOf(texts);
    }

    private void add(Route route, Who who, Cell cell, Tried example, List<String> conditions) {
        var decision = example.decision();
        var resources = cell.touched().stream()
                .filter(statement -> statement.effect() == Effect.ALLOW)
                .filter(statement -> statement.name().equals(decision.statement()))
                .flatMap(statement -> statement.resources().stream())
                .distinct()
                .toList();
        var request = cell.request(example.context());
        var account = who.principal().account();
        found.putIfAbsent(
                route.name() + "\n" + who.words() + "\n" + cell.actions() + "\n" + decision + "\n" + conditions,
                new Access(
                        who.words(),
                        route.name(),
                        cell.actions(),
                        resources,
                        decision,
                        conditions,
                        request,
                        who.stranger(),
                        !account.isEmpty() && !account.equals(route.account())));
    }
}
