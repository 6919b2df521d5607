package io.sluice.iam;

import io.sluice.iam.Callers.Who;
import io.sluice.iam.Route.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds every way in which callers have access in one world. */
final class AccessSearch {
    private record Tried(RequestContext context, Decision decision) {}

    private final AccessWorld world;
    private final Cells cells;
    private final List<Access> all = new ArrayList<>();
    private final Map<AlikeGrants.Kind, List<Access>> alike = new HashMap<>();
    /** Whether any of some actions were asked for; ways of one sort have the very same. */
    private final IdentityHashMap<Map<String, Level>, Boolean> asked = new IdentityHashMap<>();

    /** Of one way and caller, by what tells answers apart. */
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
            if (isAsked(route, actions, resources)) {
                cells.coming(route).forEach(who -> search(route, who, Optional.of(actions), Optional.of(resources)));
            }
        }
        return List.copyOf(all);
    }

    /** Whether anything of a way can be among what was asked for. */
    private boolean isAsked(Route route, Glob actions, Glob resources) {
        boolean some = asked.computeIfAbsent(
                route.actions(), all -> all.keySet().stream().anyMatch(action -> actions.matches(Route.lower(action))));
        return some
                && (route instanceof Route.Granted grant
                        ? resources.meets(grant.beginning())
                        : Stream.of(Level.values())
                                .flatMap(level -> route.prefixes(level).stream())
                                .anyMatch(resources::meets));
    }

    List<Access> whatCan(Principal principal) {
        var who = cells.who(principal);
        for (var route : world.routes().values()) {
            if (cells.mayCome(world, route, who)) {
                search(route, who, Optional.empty(), Optional.empty());
            }
        }
        return List.copyOf(all);
    }

    private void search(Route route, Who who, Optional<Glob> actions, Optional<Glob> resources) {
        if (route instanceof Route.Granted granted) {
            var kind = AlikeGrants.kind(granted, resources);
            if (kind.isPresent()) {
                var like = alike.computeIfAbsent(kind.get(), _ -> found(granted, who, actions, resources));
                if (like.stream().allMatch(AlikeGrants::isByGrant)) {
                    like.forEach(access -> all.add(AlikeGrants.of(granted, who, access)));
                    return;
                }
            }
        }
        all.addAll(found(route, who, actions, resources));
    }

    private List<Access> found(Route route, Who who, Optional<Glob> actions, Optional<Glob> resources) {
        found.clear();
        cells.each(route, who, actions, resources, cell -> search(route, who, cell));
        return List.copyOf(found.values());
    }

    private void search(Route route, Who who, Cell cell) {
        if (!cell.mayBeAllowed()) {
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
                cell.actions() + "\n" + decision + "\n" + conditions,
                new Access(
                        who.words(),
                        route.name(),
                        cell.actions(),
                        resources,
                        decision,
                        conditions,
                        request,
                        who.stranger(),
                        !account.isEmpty() && !account.equals(route.account()),
                        false));
    }
}
