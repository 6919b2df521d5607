package io.sluice.iam;

import io.sluice.iam.AccessWorld.Caller;
import io.sluice.iam.Callers.Who;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One class of requests but for the condition keys: a caller, actions that are alike, resources that are alike. Goes
 * through every combination of values of the keys that its statements ask for.
 */
final class Cell {
    /** More combinations than these are not gone through. */
    private static final int MOST_CONTEXTS = 40_000;

    /** Keys that every request has. */
    private static final Set<String> ALWAYS =
            Set.of("aws:securetransport", "aws:currenttime", "aws:epochtime", "aws:viaawsservice");

    /** Keys that follow from the caller and the way, and are absent where they do not. */
    private static final Set<String> DERIVED = Set.of(
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principaltype",
            "aws:principalisawsservice",
            "aws:principalservicename",
            "aws:username",
            "aws:resourceaccount",
            "s3:resourceaccount",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount",
            "s3:accesspointnetworkorigin");

    private final Who who;
    private final Route route;
    private final List<String> actions;
    private final String resource;
    private final RequestContext base;
    private final List<Statement> touched = new ArrayList<>();

    /** @param statements of every document that stands in the way, in any of the worlds, and is about caller and resource */
    Cell(Who who, Route route, List<String> actions, String resource, RequestContext base, List<Statement> statements) {
        this.who = who;
        this.route = route;
        this.actions = actions;
        this.resource = resource;
        this.base = base;
        var action = Route.lower(actions.getFirst());
        for (var statement : statements) {
            if (statement.covers(action)) {
                touched.add(statement);
            }
        }
    }

    List<String> actions() {
        return actions;
    }

    /** Whether some statement may allow it where the way begins: through an access point the bucket's alone is not enough. */
    boolean mayBeAllowed() {
        if (who.principal().kind() == Principal.Kind.ROOT) {
            return true;
        }
        var front = forms(request(base)).getFirst();
        for (var statement : touched) {
            if (statement.effect() == Effect.ALLOW && statement.covers(front)) {
                return true;
            }
        }
        return false;
    }

    /** The statements that match but for their conditions. */
    List<Statement> touched() {
        return touched;
    }

    AccessRequest request(RequestContext context) {
        return new AccessRequest(who.principal(), actions.getFirst(), resource, route.account(), context);
    }

    private List<Facts> forms(AccessRequest request) {
        return forms(route, request);
    }

    /** As each side of the way sees it; with a boundary, under which NotPrincipal matches more and nothing less. */
    static List<Facts> forms(Route route, AccessRequest request) {
        var seen = new AccessRequest(
                route.seen(request.principal()),
                request.action(),
                request.resource(),
                request.resourceAccount(),
                request.context());
        return route instanceof Route.AccessPoint(var gate, var _, var _, var _)
                ? List.of(
                        new Facts(seen, gate.accessPointForm(seen.resource()), gate, true),
                        new Facts(seen, gate.bucketForm(seen.resource()), gate, true))
                : List.of(new Facts(seen, seen.resource(), null, true));
    }

    /** The conditions that are open, by their key. */
    Map<ConditionKey, List<Condition>> open() {
        var open = new LinkedHashMap<ConditionKey, List<Condition>>();
        for (var statement : touched) {
            for (var condition : statement.conditions()) {
                for (var key : condition.keys()) {
                    if (isOpen(key)) {
                        open.computeIfAbsent(key, _ -> new ArrayList<>());
                    }
                }
                if (isOpen(condition.conditionKey())) {
                    open.get(condition.conditionKey()).add(condition);
                }
            }
        }
        for (var key : base.asMap().keySet()) {
            var named = new ConditionKey(key);
            if (isOpen(named)) {
                open.computeIfAbsent(named, _ -> new ArrayList<>());
            }
        }
        if (route instanceof Route.AccessPoint(var gate, var _, var _, var _)
                && gate.origin() == AccessPointGate.NetworkOrigin.VPC) {
            open.computeIfAbsent(new ConditionKey("aws:SourceVpc"), _ -> new ArrayList<>());
        }
        return open;
    }

    private boolean isOpen(ConditionKey key) {
        return isOpen(key, who);
    }

    /** Whether a request may bring any value of a key, whoever makes it. */
    static boolean isOpen(ConditionKey key, Who who) {
        if (DERIVED.contains(key.name()) || (who.given() && key.name().startsWith("aws:principaltag/"))) {
            return false;
        }
        return !key.name().equals("aws:principalorgid")
                || who.principal().orgId().isEmpty();
    }

    /**
     * Goes through every context that can be told from another.
     *
     * @throws Languages.TooManyException where they are too many
     */
    void contexts(Consumer<RequestContext> each) {
        var keys = new ArrayList<ConditionKey>();
        var choices = new ArrayList<List<Optional<List<String>>>>();
        long product = 1;
        for (var entry : open().entrySet()) {
            var values = values(entry.getKey(), entry.getValue());
            keys.add(entry.getKey());
            choices.add(values);
            product *= values.size();
            if (product > MOST_CONTEXTS) {
                throw new Languages.TooManyException();
            }
        }
        choose(keys, choices, 0, base, each);
    }

    private List<Optional<List<String>>> values(ConditionKey key, List<Condition> conditions) {
        var also = new LinkedHashSet<String>();
        var fresh = base.lowerCase(key.name());
        if (fresh != null) {
            also.addAll(fresh);
        }
        if (key.name().equals("aws:sourcevpc") && route instanceof Route.AccessPoint(var gate, var _, var _, var _)) {
            also.add(gate.vpcId().isEmpty() ? "vpc-0" : gate.vpcId());
        }
        var values = KeyValues.of(conditions, forms(request(base)).getFirst(), also);
        boolean absent = !ALWAYS.contains(key.name()) || values.size() == 1;
        return absent ? values : values.subList(1, values.size());
    }

    private static void choose(
            List<ConditionKey> keys,
            List<List<Optional<List<String>>>> choices,
            int at,
            RequestContext context,
            Consumer<RequestContext> each) {
        if (at == keys.size()) {
            each.accept(context);
            return;
        }
        for (var values : choices.get(at)) {
            var key = keys.get(at).text();
            choose(
                    keys,
                    choices,
                    at + 1,
                    values.map(some -> context.with(key, some)).orElse(context.without(key)),
                    each);
        }
    }

    /** The policies of the caller in a world; those of accounts the world does not own are taken to allow. */
    static Caller caller(AccessWorld world, Who who, Set<String> owned) {
        return world.caller(who.principal())
                .orElseGet(() -> new Caller(
                        who.principal(),
                        owned.contains(who.principal().account())
                                        || !who.principal().belongsToAccount()
                                ? List.of()
                                : List.of(ELSEWHERE),
                        Optional.empty()));
    }

    private static final NamedPolicy ELSEWHERE = new NamedPolicy(
            "policies of the caller's account",
            PolicyDocument.parse("{\"Version\":\"2008-10-17\",\"Statement\":"
                    + "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"));
}
