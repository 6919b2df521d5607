package io.sluice.iam;

import io.sluice.iam.Callers.Who;
import io.sluice.iam.Route.Level;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds every way in which callers have access in one world. */
final class AccessSearch {
    private record Tried(RequestContext context, Decision decision) {}

    private final AccessWorld world;
    private final Cells cells;
    private final Map<AlikeGrants.Kind, List<Access>> alike = new ConcurrentHashMap<>();

    AccessSearch(AccessWorld world) {
        this.world = world;
        this.cells = world.cells();
    }

    List<Access> whoCan(String actionPattern, String resourcePattern) {
        var actions = Glob.of(Route.lower(actionPattern));
        var resources =
                Template.of(resourcePattern, Template.Wildcards.ARN, false).fixed();
        // Ways of one sort have the very same map of actions.
        var asked = new IdentityHashMap<Map<String, Level>, Boolean>();
        world.routes().values().forEach(route -> asked.computeIfAbsent(route.actions(), all -> has(all, actions)));
        return world.routes().values().parallelStream()
                .filter(route -> asked.get(route.actions()) && meets(route, resources))
                .flatMap(route -> cells.coming(route)
                        .flatMap(who -> search(route, who, Optional.of(actions), Optional.of(resources))))
                .toList();
    }

    /** Whether anything of a way can be among the resources that were asked for. */
    private static boolean meets(Route route, Glob resources) {
        return route instanceof Route.Granted grant
                ? resources.meets(grant.beginning())
                : Stream.of(Level.values())
                        .flatMap(level -> route.prefixes(level).stream())
                        .anyMatch(resources::meets);
    }

    private static boolean has(Map<String, Level> all, Glob actions) {
        return all.keySet().stream().anyMatch(action -> actions.matches(Route.lower(action)));
    }

    List<Access> whatCan(Principal principal) {
        var who = cells.who(principal);
        return world.routes().values().stream()
                .filter(route -> cells.mayCome(world, route, who))
                .flatMap(route -> search(route, who, Optional.empty(), Optional.empty()))
                .toList();
    }

    private Stream<Access> search(Route route, Who who, Optional<Glob> actions, Optional<Glob> resources) {
        if (route instanceof Route.Granted granted) {
            var kind = AlikeGrants.kind(granted, resources);
            if (kind.isPresent()) {
                var like = alike.computeIfAbsent(kind.get(), _ -> found(granted, who, actions, resources));
                if (like.stream().allMatch(AlikeGrants::isByGrant)) {
                    return like.stream().map(access -> AlikeGrants.of(granted, who, access));
                }
            }
        }
        return found(route, who, actions, resources).stream();
    }

    /** What is found of one way and caller, each answer once. */
    private List<Access> found(Route route, Who who, Optional<Glob> actions, Optional<Glob> resources) {
        var found = new LinkedHashMap<String, Access>();
        var policies = route.policies(cells.caller(world, who));
        cells.each(route, who, actions, resources, cell -> search(found, route, who, policies, cell));
        return List.copyOf(found.values());
    }

    private static void search(Map<String, Access> found, Route route, Who who, PolicySet policies, Cell cell) {
        if (!cell.mayBeAllowed()) {
            return;
        }
        var allowed = new ArrayList<Tried>();
        var refused = new ArrayList<Tried>();
        boolean undecided = false;
        try {
            cell.contexts(context -> {
                var decision = route.decide(cell.request(context), policies);
                (decision.isAllowed() ? allowed : refused).add(new Tried(context, decision));
            });
        } catch (Languages.TooManyException e) {
            undecided = true;
        }
        if (undecided) {
            add(found, route, who, cell, new Tried(RequestContext.empty(), dependsOn()), dependsOn(cell));
        } else if (!allowed.isEmpty()) {
            var least = allowed.stream()
                    .reduce((a, b) -> b.context().size() < a.context().size() ? b : a)
                    .orElseThrow();
            add(found, route, who, cell, least, refused.isEmpty() ? List.of() : conditions(cell));
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

    private static void add(
            Map<String, Access> found, Route route, Who who, Cell cell, Tried example, List<String> conditions) {
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
