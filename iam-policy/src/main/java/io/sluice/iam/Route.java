package io.sluice.iam;

import io.sluice.iam.AccessWorld.Caller;
import io.sluice.iam.AccessWorld.Grant;
import io.sluice.iam.AccessWorld.Permission;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way to a resource, with the policies that stand in it. */
sealed interface Route {
    /** Unique in its world, and the same in another world for the same way. */
    String name();

    String account();

    /** The policies on the way, without the caller's. */
    Stream<NamedPolicy> policies();

    /** Those of them that must let a caller in whose own policies do not. */
    default Stream<NamedPolicy> front() {
        return policies();
    }

    /** The account whose callers may come by their own policies alone. */
    default Optional<String> home() {
        return Optional.of(account());
    }

    /** The resource policies with the ARN by which each knows the resources of a level. */
    List<String> prefixes(Level level);

    /** The actions this way is for, with the level of each. */
    Map<String, Level> actions();

    PolicySet policies(Caller caller);

    /** Whether block public access keeps the caller out, though the policies let it in. */
    boolean blocks(Principal caller);

    /** Who comes this way; empty for everybody. */
    Optional<Principal> only();

    /** The principal that the policies see when this caller comes. */
    default Principal seen(Principal caller) {
        return caller;
    }

    /** The resource of a request that ends like this. */
    default String resource(Level level, String suffix) {
        return prefixes(level).getFirst() + suffix;
    }

    /** Whether a request for this resource may come this way. */
    default boolean leadsTo(String resource) {
        return Stream.of(Level.values())
                .anyMatch(level -> prefixes(level).stream()
                        .anyMatch(prefix ->
                                level == Level.WHOLE ? resource.equals(prefix) : resource.startsWith(prefix)));
    }

    default Explanation explain(AccessRequest request, Caller caller) {
        return Explanation.of(seen(request), policies(caller), decide(request, caller));
    }

    private AccessRequest seen(AccessRequest request) {
        return new AccessRequest(
                seen(request.principal()),
                request.action(),
                request.resource(),
                request.resourceAccount(),
                request.context());
    }

    default Decision decide(AccessRequest request, Caller caller) {
        return decide(request, policies(caller));
    }

    /**
     * The same where many requests of one caller are decided.
     *
     * @param policies those of this way and the caller
     */
    default Decision decide(AccessRequest request, PolicySet policies) {
        var decision = PolicyEvaluator.decide(seen(request), policies);
        return decision.isAllowed() && blocks(request.principal())
                ? new Decision.ExplicitlyDenied(PolicyType.RESOURCE, "BlockPublicAccess", "RestrictPublicBuckets")
                : decision;
    }

    /** Whether an action is about the whole (bucket, function, role) or about what is in it. */
    enum Level {
        WHOLE,
        INSIDE
    }

    private static PolicySet.Builder set(Caller caller) {
        var set = PolicySet.builder().identity(caller.identity());
        caller.boundary().ifPresent(set::permissionsBoundary);
        return set;
    }

    private static Map<String, Level> s3Actions(String whole, String inside) {
        var all = new TreeMap<String, Level>();
        ServiceAuthorization.INSTANCE.actionTypes("s3").forEach((action, types) -> {
            var kinds = List.of(types.split(",", -1));
            if (kinds.contains(inside)) {
                all.put(action, Level.INSIDE);
            } else if (kinds.contains(whole)) {
                all.put(action, Level.WHOLE);
            }
        });
        return all;
    }

    /** RestrictPublicBuckets leaves a public policy to the account and to services. */
    private static boolean restricts(boolean blocked, boolean isPublic, String account, Principal caller) {
        return blocked
                && isPublic
                && caller.kind() != Principal.Kind.SERVICE
                && !caller.account().equals(account);
    }

    record Bucket(String arn, String account, Optional<NamedPolicy> policy, boolean blocked) implements Route {
        private static final Map<String, Level> ACTIONS = s3Actions("bucket", "object");

        @Override
        public String name() {
            return "bucket " + arn;
        }

        @Override
        public Stream<NamedPolicy> policies() {
            return policy.stream();
        }

        @Override
        public List<String> prefixes(Level level) {
            return List.of(level == Level.WHOLE ? arn : arn + "/");
        }

        @Override
        public Map<String, Level> actions() {
            return ACTIONS;
        }

        @Override
        public PolicySet policies(Caller caller) {
            var set = set(caller);
            policy.ifPresent(set::resource);
            return set.build();
        }

        @Override
        public boolean blocks(Principal caller) {
            return restricts(blocked, PublicAccess.isPublic(policy), account, caller);
        }

        @Override
        public Optional<Principal> only() {
            return Optional.empty();
        }
    }

    record AccessPoint(AccessPointGate gate, String account, Optional<NamedPolicy> bucketPolicy, boolean blocked)
            implements Route {
        private static final Map<String, Level> ACTIONS = s3Actions("accesspoint", "accesspointobject");

        @Override
        public String name() {
            return "access point " + gate.arn();
        }

        @Override
        public Stream<NamedPolicy> policies() {
            return Stream.concat(gate.policy().stream(), bucketPolicy.stream());
        }

        @Override
        public Stream<NamedPolicy> front() {
            return gate.policy().stream();
        }

        @Override
        public Optional<String> home() {
            return Optional.of(gate.account());
        }

        @Override
        public List<String> prefixes(Level level) {
            return level == Level.WHOLE
                    ? List.of(gate.arn(), gate.bucketArn())
                    : List.of(gate.arn() + "/object/", gate.bucketArn() + "/");
        }

        @Override
        public Map<String, Level> actions() {
            return ACTIONS;
        }

        @Override
        public PolicySet policies(Caller caller) {
            var set = set(caller).accessPoint(gate);
            bucketPolicy.ifPresent(set::resource);
            return set.build();
        }

        @Override
        public boolean blocks(Principal caller) {
            return restricts(
                    blocked,
                    PublicAccess.isPublic(gate.policy()) || PublicAccess.isPublic(bucketPolicy),
                    account,
                    caller);
        }

        @Override
        public Optional<Principal> only() {
            return Optional.empty();
        }
    }

    record Resource(String arn, String account, NamedPolicy policy) implements Route {
        private static final Map<String, Map<String, Level>> ACTIONS = new ConcurrentHashMap<>();

        /** A role's trust must let in whoever comes. */
        @Override
        public Optional<String> home() {
            return isRole() ? Optional.empty() : Optional.of(account);
        }

        @Override
        public String name() {
            return "resource " + arn;
        }

        @Override
        public Stream<NamedPolicy> policies() {
            return Stream.of(policy);
        }

        @Override
        public List<String> prefixes(Level level) {
            return List.of(arn);
        }

        @Override
        public Map<String, Level> actions() {
            var service = arn.split(":", 6)[2];
            return ACTIONS.computeIfAbsent(
                    service.equals("iam") ? "sts" : service,
                    prefix -> ServiceAuthorization.INSTANCE.actionTypes(prefix).keySet().stream()
                            .collect(Collectors.toMap(action -> action, _ -> Level.WHOLE)));
        }

        private boolean isRole() {
            return arn.contains(":role/");
        }

        @Override
        public PolicySet policies(Caller caller) {
            var set = set(caller);
            return (isRole() ? set.roleTrust(policy) : set.resource(policy)).build();
        }

        @Override
        public boolean blocks(Principal caller) {
            return false;
        }

        @Override
        public Optional<Principal> only() {
            return Optional.empty();
        }
    }

    /**
     * The credentials of a grant go to the bucket itself; the bucket's denies bind them too.
     * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-credentials.html
     */
    final class Granted implements Route {
        private static final Map<Permission, Statement.Patterns> PATTERNS = by(permission -> Statement.Patterns.actions(
                false,
                switch (permission) {
                    case READ -> GrantActions.READ;
                    case WRITE -> GrantActions.WRITE;
                    case READWRITE ->
                        Stream.concat(GrantActions.READ.stream(), GrantActions.WRITE.stream())
                                .toList();
                }));
        private static final Map<Permission, Map<String, Level>> ACTIONS =
                by(permission -> PATTERNS.get(permission).texts().stream()
                        .collect(Collectors.toMap(action -> action, _ -> Level.INSIDE)));

        /** By account. */
        private static final Map<String, Principal> SESSIONS = new ConcurrentHashMap<>();

        private final Grant grant;
        private final String bucketArn;
        private final String account;
        private final Optional<NamedPolicy> policy;
        /** Made when it is first asked for: there may be 100,000 grants. */
        private volatile NamedPolicy scope;

        Granted(Grant grant, String account, Optional<NamedPolicy> bucketPolicy) {
            this.grant = grant;
            this.bucketArn = bucketArn(grant);
            this.account = account;
            this.policy = bucketPolicy;
        }

        /** The bucket of the grant's scope. */
        static String bucketArn(Grant grant) {
            int start = "s3://".length();
            int slash = grant.scope().indexOf('/', start);
            return "arn:aws:s3:::"
                    + grant.scope().substring(start, slash < 0 ? grant.scope().length() : slash);
        }

        private static <T> Map<Permission, T> by(Function<Permission, T> made) {
            var all = new EnumMap<Permission, T>(Permission.class);
            Stream.of(Permission.values()).forEach(permission -> all.put(permission, made.apply(permission)));
            return all;
        }

        Grant grant() {
            return grant;
        }

        String bucketArn() {
            return bucketArn;
        }

        Optional<NamedPolicy> bucketPolicy() {
            return policy;
        }

        /** The objects of the grant, as its statement has them. */
        String resource() {
            return "arn:aws:s3:::" + grant.scope().substring("s3://".length());
        }

        /** What every object of the grant begins with. */
        String beginning() {
            var resource = resource();
            int wild = 0;
            while (wild < resource.length() && "*?".indexOf(resource.charAt(wild)) < 0) {
                wild++;
            }
            return resource.substring(0, wild);
        }

        private NamedPolicy scope() {
            if (scope == null) {
                var statement = new Statement(
                        0,
                        Optional.of("Scope"),
                        Effect.ALLOW,
                        Optional.empty(),
                        PATTERNS.get(grant.permission()),
                        Statement.Patterns.resources(false, List.of(resource()), false),
                        List.of());
                scope = new NamedPolicy(name(), new PolicyDocument("2008-10-17", Optional.empty(), List.of(statement)));
            }
            return scope;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Granted that
                    && grant.equals(that.grant)
                    && account.equals(that.account)
                    && policy.equals(that.policy);
        }

        @Override
        public int hashCode() {
            return grant.hashCode();
        }

        @Override
        public String account() {
            return account;
        }

        @Override
        public String name() {
            return "grant " + grant.name();
        }

        @Override
        public Stream<NamedPolicy> policies() {
            return Stream.concat(Stream.of(scope()), policy.stream());
        }

        @Override
        public List<String> prefixes(Level level) {
            return List.of(level == Level.WHOLE ? bucketArn : bucketArn + "/");
        }

        @Override
        public Map<String, Level> actions() {
            return ACTIONS.get(grant.permission());
        }

        @Override
        public PolicySet policies(Caller caller) {
            var set = PolicySet.builder().identity(scope());
            policy.ifPresent(set::resource);
            return set.build();
        }

        @Override
        public boolean blocks(Principal caller) {
            return false;
        }

        @Override
        public Optional<Principal> only() {
            return Optional.of(grant.grantee());
        }

        /** A session of the location's role, which AWS names so. */
        @Override
        public Principal seen(Principal caller) {
            return SESSIONS.computeIfAbsent(
                    account,
                    id -> Principal.of("arn:aws:sts::" + id + ":assumed-role/access-grants-location/access-grants"));
        }
    }

    /** An action in lower case, as patterns are compared with it. */
    static String lower(String action) {
        return action.toLowerCase(Locale.ROOT);
    }
}
