package io.sluice.iam;

import io.sluice.iam.AccessWorld.Caller;
import io.sluice.iam.Callers.Who;
import io.sluice.iam.Route.Level;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Divides the requests that come one way from one caller into cells, by actions and by resources. */
final class Cells {
    private final List<AccessWorld> worlds;
    private final Set<String> owned = new HashSet<>();
    private final Languages.Cache languages = new Languages.Cache();
    private final SequencedMap<String, Who> callers;
    /** Callers by their ARN, by that of whom they are sessions of, and by account. */
    private final Map<String, List<Who>> byName = new HashMap<>();

    private final IdentityHashMap<AccessWorld, Map<String, List<Statement>>> own = new IdentityHashMap<>();
    private final List<Who> speaking = new ArrayList<>();

    Cells(List<AccessWorld> worlds) {
        this.worlds = worlds;
        worlds.forEach(world -> owned.addAll(world.accounts()));
        worlds.forEach(world -> own.put(world, new ConcurrentHashMap<>()));
        callers = Callers.of(worlds);
        callers.values().forEach(this::index);
    }

    Collection<Who> callers() {
        return callers.values();
    }

    /** The one who is this principal, as it is given. */
    Who who(Principal principal) {
        var known = callers.get(principal.arn());
        return known == null ? new Who(principal.arn(), principal, true, false) : known;
    }

    /** Those who come by this way, or may: others are refused whatever else they ask for. */
    Stream<Who> coming(Route route) {
        return route.only()
                .map(this::who)
                .map(Stream::of)
                .orElseGet(() -> worlds.stream()
                        .filter(world -> world.routes().containsKey(route.name()))
                        .flatMap(world -> coming(world, world.routes().get(route.name())))
                        .distinct());
    }

    /** Whether this one comes by this way, or may. */
    boolean mayCome(AccessWorld world, Route route, Who who) {
        return route.only().map(who.principal()::equals).orElseGet(() -> new Entry(route).admits(who, own(world, who)));
    }

    private Stream<Who> coming(AccessWorld world, Route route) {
        var entry = new Entry(route);
        var names = entry.names();
        var asked = names.isEmpty()
                ? callers.values().stream()
                : Stream.concat(
                                names.get().stream().flatMap(name -> byName.getOrDefault(name, List.of()).stream()),
                                speaking.stream())
                        .distinct();
        return asked.filter(who -> entry.admits(who, own(world, who)));
    }

    /** What the caller's own policies say. */
    private List<Statement> own(AccessWorld world, Who who) {
        return own.get(world)
                .computeIfAbsent(
                        who.principal().arn(),
                        _ -> caller(world, who).identity().stream()
                                .flatMap(policy -> policy.document().statements().stream())
                                .toList());
    }

    /** Those who may come by their own policies, or as the root user. */
    private boolean isSpeaking(Who who) {
        return who.principal().kind() == Principal.Kind.ROOT
                || worlds.stream()
                        .anyMatch(world -> !caller(world, who).identity().isEmpty());
    }

    private void index(Who who) {
        var principal = who.principal();
        Stream.of(principal.arn(), principal.issuer(), principal.account())
                .distinct()
                .forEach(name ->
                        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(who));
        if (isSpeaking(who)) {
            speaking.add(who);
        }
    }

    Caller caller(AccessWorld world, Who who) {
        return Cell.caller(world, who, owned);
    }

    /** The statements that stand in this way and may be about this caller, in all worlds; equal ones once. */
    private List<Statement> statements(Route route, Who who) {
        var seen = route.seen(who.principal());
        var all = new LinkedHashSet<Statement>();
        worlds.forEach(world -> policies(world, route.name(), who)
                .flatMap(policy -> policy.document().statements().stream())
                .filter(statement -> statement.isAbout(seen, true))
                .forEach(all::add));
        return List.copyOf(all);
    }

    Stream<NamedPolicy> policies(AccessWorld world, String route, Who who) {
        var caller = caller(world, who);
        return Stream.of(
                        Optional.ofNullable(world.routes().get(route)).stream().flatMap(Route::policies),
                        caller.identity().stream(),
                        caller.boundary().stream())
                .flatMap(policies -> policies);
    }

    /** Variables that a request may fill in as it likes, each with a value of its own. */
    private static RequestContext base(Route route, Who who, List<Statement> statements) {
        var context = RequestContext.empty().with("s3:ResourceAccount", route.account());
        for (var statement : statements) {
            for (var key : statement.variables()) {
                if (Cell.isOpen(key, who)) {
                    context = context.with(key.text(), "any-" + key.name().replaceAll("[^a-z0-9]", "-"));
                }
            }
        }
        return context;
    }

    /**
     * Goes through the cells of one way and one caller.
     *
     * @param actions which actions to look at
     * @param resources a pattern to divide the resources by too, and to keep to
     */
    void each(Route route, Who who, Optional<Glob> actions, Optional<Glob> resources, Consumer<Cell> visit) {
        var statements = statements(route, who);
        var base = base(route, who, statements);
        for (var level : Level.values()) {
            var groups = actionGroups(route, level, statements, actions);
            if (!groups.isEmpty()) {
                for (var resource : resources(route, level, who, statements, base, resources)) {
                    var about = about(resource, route, who, statements, base);
                    groups.forEach(group -> visit.accept(new Cell(who, route, group, resource, base, about)));
                }
            }
        }
    }

    /** Those that are about this resource, on either side of the way. */
    private static List<Statement> about(
            String resource, Route route, Who who, List<Statement> statements, RequestContext base) {
        var request = new AccessRequest(who.principal(), "s3:GetObject", resource, route.account(), base);
        var forms = Cell.forms(route, request);
        var about = new ArrayList<Statement>();
        for (var statement : statements) {
            if (forms.stream().anyMatch(statement::covers)) {
                about.add(statement);
            }
        }
        return about;
    }

    /** Actions that no pattern of these statements tells apart. */
    private static Collection<List<String>> actionGroups(
            Route route, Level level, List<Statement> statements, Optional<Glob> wanted) {
        var patterns = new LinkedHashSet<Glob>();
        for (var statement : statements) {
            for (var template : statement.actionPatterns().templates()) {
                patterns.add(template.fixed());
            }
        }
        var groups = new LinkedHashMap<BitSet, List<String>>();
        route.actions().forEach((action, at) -> {
            var name = Route.lower(action);
            if (at == level && (wanted.isEmpty() || wanted.get().matches(name))) {
                var signature = new BitSet();
                int i = 0;
                for (var pattern : patterns) {
                    signature.set(i++, pattern.matches(name));
                }
                groups.computeIfAbsent(signature, _ -> new ArrayList<>()).add(action);
            }
        });
        return groups.values();
    }

    /** An example of every set of resources that no pattern of these statements tells apart. */
    private List<String> resources(
            Route route, Level level, Who who, List<Statement> statements, RequestContext base, Optional<Glob> wanted) {
        var prefixes = route.prefixes(level);
        if (level == Level.WHOLE) {
            return prefixes.stream()
                            .anyMatch(arn -> wanted.isEmpty() || wanted.get().matches(arn))
                    ? List.of(prefixes.getFirst())
                    : List.of();
        }
        var request = new AccessRequest(
                route.seen(who.principal()), "s3:GetObject", prefixes.getFirst() + "x", route.account(), base);
        var facts = new Facts(
                request,
                request.resource(),
                route instanceof Route.AccessPoint(var gate, var _, var _, var _) ? gate : null,
                false);
        var globs = new LinkedHashSet<Glob>();
        wanted.ifPresent(globs::add);
        for (var statement : statements) {
            for (var template : statement.resourcePatterns().templates()) {
                var glob = template.resolve(facts);
                if (glob != null) {
                    globs.add(glob);
                }
            }
        }
        return languages.after(prefixes, globs).stream()
                .filter(suffix -> !suffix.isEmpty())
                .filter(suffix -> wanted.isEmpty()
                        || prefixes.stream().anyMatch(prefix -> wanted.get().matches(prefix + suffix)))
                .map(suffix -> prefixes.getFirst() + suffix)
                .toList();
    }

    Map<String, Route> routes() {
        var all = new LinkedHashMap<String, Route>();
        worlds.forEach(world -> world.routes().forEach(all::putIfAbsent));
        return all;
    }
}
