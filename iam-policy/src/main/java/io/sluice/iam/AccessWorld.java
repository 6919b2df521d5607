package io.sluice.iam;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of documents with what they hang on: buckets, access points, other resources, callers, grants. Answers who can do
 * something and by which way, what a caller reaches, and what two worlds allow differently.
 *
 * <p>The answers are not sampled. Actions, keys, callers and condition values are divided into all the classes that the
 * documents can tell apart, and each combination that some statement touches is decided once: what holds for the example
 * holds for its class. Where classes are too many to go through, the answer says on what it depends.
 *
 * <p>Of callers of other accounts that are not given, the own account's policies are taken to allow: the answer is what
 * these documents leave open to them.
 */
public final class AccessWorld {
    /** A caller with the policies of its own account. */
    public record Caller(Principal principal, List<NamedPolicy> identity, Optional<NamedPolicy> boundary) {
        public Caller {
            Objects.requireNonNull(principal, "principal");
            Objects.requireNonNull(boundary, "boundary");
            identity = List.copyOf(identity);
        }
    }

    /** What an access grant permits. */
    public enum Permission {
        READ,
        WRITE,
        READWRITE
    }

    /**
     * An S3 access grant.
     *
     * @param grantee the caller that may ask for its credentials
     * @param scope {@code s3://bucket/prefix*} or {@code s3://bucket/key}
     */
    public record Grant(String name, Principal grantee, String scope, Permission permission) {}

    private final Map<String, Route> routes;
    private final Map<String, Caller> callers;
    private final Set<String> accounts;
    /** Made when something is first asked, and once: a large world takes long to divide. */
    private volatile Cells cells;

    private AccessWorld(Builder from) {
        routes = Collections.unmodifiableMap(from.routes());
        callers = Collections.unmodifiableMap(new LinkedHashMap<>(from.callers));
        accounts = Set.copyOf(from.accounts);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Who can do one of the actions on one of the resources, and by which way. */
    public List<Access> whoCan(String actionPattern, String resourcePattern) {
        return new AccessSearch(this).whoCan(actionPattern, resourcePattern);
    }

    /** What a caller can do, and by which way. */
    public List<Access> whatCan(Principal principal) {
        return new AccessSearch(this).whatCan(principal);
    }

    /**
     * What each way to a resource says of one request, and what came near. A caller that is not here is taken to have no policies in an account
     * of this world, and to be allowed by its own account otherwise.
     *
     * @return by the name of the way; empty where the resource is behind none
     */
    public SequencedMap<String, Explanation> ways(AccessRequest request) {
        var who = new Callers.Who(request.principal().arn(), request.principal(), true, false);
        var caller = Cell.caller(this, who, accounts);
        var ways = new TreeMap<String, Explanation>();
        for (var route : routes.values()) {
            if (route.leadsTo(request.resource())
                    && route.only().map(request.principal()::equals).orElse(true)) {
                ways.put(route.name(), route.explain(request, caller));
            }
        }
        return ways;
    }

    /**
     * What one way says of a request.
     *
     * @param way its name, as {@link Access#route} has it
     * @throws IllegalArgumentException where there is no such way
     */
    public Decision decide(String way, AccessRequest request) {
        var route = routes.get(way);
        if (route == null) {
            throw new IllegalArgumentException("No such way here: " + way);
        }
        var who = new Callers.Who(request.principal().arn(), request.principal(), true, false);
        return route.decide(request, Cell.caller(this, who, accounts));
    }

    /**
     * The values of a condition key that the documents on one way speak of, of a caller's own too, as they are written.
     *
     * @param way its name, as {@link Access#route} has it
     */
    public Set<String> values(String way, Principal caller, String key) {
        var own = Cell.caller(this, new Callers.Who(caller.arn(), caller, true, false), accounts);
        var name = new ConditionKey(key).name();
        return Stream.of(
                        Stream.ofNullable(routes.get(way)).flatMap(Route::policies),
                        own.identity().stream(),
                        own.boundary().stream())
                .flatMap(policies -> policies)
                .flatMap(policy -> policy.document().statements().stream())
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition -> condition.conditionKey().name().equals(name))
                .flatMap(condition -> condition.values().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the second world allows that the first does not, and the other way round. */
    public static Difference difference(AccessWorld before, AccessWorld after) {
        return new DifferenceSearch(before, after).find();
    }

    Map<String, Route> routes() {
        return routes;
    }

    Cells cells() {
        if (cells == null) {
            cells = new Cells(List.of(this));
        }
        return cells;
    }

    Collection<Caller> callers() {
        return callers.values();
    }

    Set<String> accounts() {
        return accounts;
    }

    Optional<Caller> caller(Principal principal) {
        return Optional.ofNullable(callers.get(principal.arn()));
    }

    /** Every document, to find what they name; the scopes of grants name nothing. */
    Stream<PolicyDocument> documents() {
        return Stream.concat(
                        routes.values().stream()
                                .filter(route -> !(route instanceof Route.Granted))
                                .flatMap(Route::policies),
                        callers.values().stream()
                                .flatMap(caller ->
                                        Stream.concat(caller.identity().stream(), caller.boundary().stream())))
                .map(NamedPolicy::document);
    }

    /** Collects a world. */
    public static final class Builder {
        private record Bucket(String arn, String account, Optional<NamedPolicy> policy, boolean blocked) {}

        private final Map<String, Bucket> buckets = new LinkedHashMap<>();
        private final List<AccessPointGate> gates = new ArrayList<>();
        private final Set<String> blockedGates = new LinkedHashSet<>();
        private final List<Route> resources = new ArrayList<>();
        private final List<Grant> grants = new ArrayList<>();
        private final Map<String, Caller> callers = new LinkedHashMap<>();
        private final Set<String> accounts = new LinkedHashSet<>();

        private Builder() {}

        /**
         * A bucket.
         *
         * @param blocksPublicAccess whether RestrictPublicBuckets is on, for the bucket or its account
         */
        public Builder bucket(String name, String account, Optional<NamedPolicy> policy, boolean blocksPublicAccess) {
            var arn = name.startsWith("arn:") ? name : "arn:aws:s3:::" + name;
            buckets.put(arn, new Bucket(arn, account, policy, blocksPublicAccess));
            accounts.add(account);
            return this;
        }

        /** An access point with its policy; its bucket must be given too. */
        public Builder accessPoint(AccessPointGate gate, boolean blocksPublicAccess) {
            gates.add(gate);
            accounts.add(gate.account());
            if (blocksPublicAccess) {
                blockedGates.add(gate.arn());
            }
            return this;
        }

        /** A function, an Object Lambda access point, or, with its trust policy, a role. */
        public Builder resource(String arn, String account, NamedPolicy policy) {
            resources.add(new Route.Resource(arn, account, policy));
            accounts.add(account);
            return this;
        }

        public Builder caller(Caller caller) {
            callers.put(caller.principal().arn(), caller);
            return this;
        }

        public Builder grant(Grant grant) {
            grants.add(grant);
            return this;
        }

        private Map<String, Route> routes() {
            var all = new LinkedHashMap<String, Route>();
            for (var bucket : buckets.values()) {
                all.put(
                        "bucket " + bucket.arn,
                        new Route.Bucket(bucket.arn, bucket.account, bucket.policy, bucket.blocked));
            }
            for (var gate : gates) {
                var bucket = bucket(gate.bucketArn());
                all.put(
                        "access point " + gate.arn(),
                        new Route.AccessPoint(
                                gate,
                                bucket.account,
                                bucket.policy,
                                bucket.blocked || blockedGates.contains(gate.arn())));
            }
            resources.forEach(route -> all.put(route.name(), route));
            for (var grant : grants) {
                var bucket = bucket(Route.Granted.bucketArn(grant));
                all.put("grant " + grant.name(), new Route.Granted(grant, bucket.account, bucket.policy));
            }
            return all;
        }

        private Bucket bucket(String arn) {
            var bucket = buckets.get(arn);
            if (bucket == null) {
                throw new IllegalArgumentException("No such bucket here: " + arn);
            }
            return bucket;
        }

        /**
         * The world so far.
         *
         * @throws IllegalArgumentException where a bucket is named that is not here
         */
        public AccessWorld build() {
            return new AccessWorld(this);
        }
    }
}
