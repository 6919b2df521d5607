package io.sluice.lake.principals;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.Principal;
import io.sluice.lake.storage.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Everybody who can sign a request to this lake: its administrator, the users of its principals file, and the sessions of its roles. Whoever
 * is not here does not exist. Safe for use by several threads.
 */
public final class Principals {
    private static final NamedPolicy EVERYTHING = new NamedPolicy("administrator", PolicyDocument.parse("""
                    {"Version": "2012-10-17",
                     "Statement": [{"Sid": "Everything", "Effect": "Allow", "Action": "*", "Resource": "*"}]}"""));

    private final String account;
    private final Clock clock;
    private final MasterKey masterKey;
    private final Credentials administrator;
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, User> users = new LinkedHashMap<>();
    private final RoleSessions sessions;
    /** By access key id; what a request is decided by is made once for each. */
    private final Map<String, Identity> identities = new ConcurrentHashMap<>();

    private final Map<String, ForwardAccess> forwarded = new ConcurrentHashMap<>();

    private Principals(Builder from) {
        account = from.account;
        clock = from.clock;
        masterKey = from.masterKey;
        from.roles.forEach(role -> refuseSecond(roles.put(role.arn(), role), role.arn()));
        administrator = from.administrator.orElseGet(() -> masterKey.longLived("administrator"));
        var arn = "arn:aws:iam::" + account + ":user/administrator";
        users.put(
                administrator.accessKeyId(),
                new User(Principal.of(arn).withUniqueId(Ids.unique("AIDA", arn)), administrator, List.of(EVERYTHING)));
        from.users.forEach(user -> refuseSecond(
                users.put(user.credentials().accessKeyId(), user),
                user.credentials().accessKeyId()));
        sessions = new RoleSessions(from.settings, clock, identities::remove);
    }

    public static Builder builder(String account, Settings settings, MasterKey masterKey) {
        return new Builder(account, settings, masterKey);
    }

    private static void refuseSecond(Object before, String name) {
        if (before != null) {
            throw new IllegalArgumentException(name + " is here a second time");
        }
    }

    /** The twelve digits of the account that the lake belongs to. */
    public String account() {
        return account;
    }

    /** The keys of {@code user/administrator}, who may do everything. */
    public Credentials administrator() {
        return administrator;
    }

    public Collection<Role> roles() {
        return List.copyOf(roles.values());
    }

    public Optional<Role> role(String arn) {
        return Optional.ofNullable(roles.get(arn));
    }

    /** The role of the lake's account with this name, whatever its path. */
    public Optional<Role> roleNamed(String name) {
        return roles.values().stream().filter(role -> role.name().equals(name)).findFirst();
    }

    /**
     * Opens a session without asking whether anybody may: its credentials are good until it ends, over a restart too.
     *
     * @throws IllegalArgumentException where the role is not of this lake
     */
    public Credentials open(Role role, SessionRequest request) {
        if (!role.equals(roles.get(role.arn()))) {
            throw new IllegalArgumentException("Not a role of this lake: " + role.arn());
        }
        var created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var session = new RoleSession(
                Ids.temporaryAccessKey(), role.arn(), request, created, created.plus(request.duration()));
        sessions.add(session);
        return credentials(session);
    }

    /**
     * Keys with which a service asks in somebody's name, for as long as one request of his takes: what they sign is decided as his, with
     * {@code aws:CalledVia}. They are kept in memory alone. From <a
     * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html">forward access sessions</a>.
     *
     * @param service {@code s3-object-lambda.amazonaws.com}
     */
    public ForwardAccess forward(Identity caller, String service, Instant until) {
        var keys = masterKey.session(Ids.temporaryAccessKey(), until);
        var access = new ForwardAccess(caller.through(service, keys.accessKeyId()), keys, forwarded::remove);
        forwarded.put(keys.accessKeyId(), access);
        return access;
    }

    /** What a request with this access key id must have been signed with; ended sessions are there for a day, so that they can be told. */
    public Optional<Credentials> credentials(String accessKeyId) {
        var access = forwarded.get(accessKeyId);
        if (access != null) {
            return Optional.of(access.credentials());
        }
        var user = users.get(accessKeyId);
        return user == null ? session(accessKeyId).map(this::credentials) : Optional.of(user.credentials());
    }

    /** Who has this access key id. Says nothing of whether the request was signed with its secret, or whether its session has ended. */
    public Optional<Identity> identity(String accessKeyId) {
        var access = forwarded.get(accessKeyId);
        if (access != null) {
            return Optional.of(access.identity());
        }
        var known = identities.get(accessKeyId);
        if (known != null) {
            return Optional.of(known);
        }
        var user = users.get(accessKeyId);
        var identity = user == null
                ? session(accessKeyId).map(session -> identity(session, roles.get(session.roleArn())))
                : Optional.of(identity(user));
        identity.ifPresent(found -> identities.put(accessKeyId, found));
        return identity;
    }

    /** A session whose role is gone is gone too. */
    private Optional<RoleSession> session(String accessKeyId) {
        return sessions.get(accessKeyId).filter(session -> roles.containsKey(session.roleArn()));
    }

    private Credentials credentials(RoleSession session) {
        return masterKey.session(session.accessKeyId(), session.expires());
    }

    private Identity identity(RoleSession session, Role role) {
        var request = session.request();
        var tags = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        tags.putAll(role.tags());
        request.tags().values().forEach((key, value) -> {
            tags.remove(key);
            tags.put(key, value);
        });
        var principal = Principal.of(role.sessionArn(request.name()))
                .withIssuer(role.arn())
                .withUniqueId(role.id() + ":" + request.name())
                .withTags(tags);
        var limits = new ArrayList<NamedPolicy>();
        for (var policy : request.policies()) {
            limits.add(new NamedPolicy("session policy of " + principal.arn(), PolicyDocument.parse(policy)));
        }
        var policies = new Identity.Policies(
                role.policies().identity(), role.policies().boundary(), limits);
        return new Identity(session.accessKeyId(), principal, policies, Optional.of(session));
    }

    /** A user that is a session of one of this lake's roles has that role's policies too. */
    private Identity identity(User user) {
        var role = user.principal().kind() == Principal.Kind.ROLE_SESSION
                ? role(user.principal().issuer())
                : Optional.<Role>empty();
        var ofRole = role.map(Role::policies).orElse(Role.Policies.NONE);
        var all = Stream.concat(ofRole.identity().stream(), user.policies().stream())
                .toList();
        return new Identity(
                user.credentials().accessKeyId(),
                user.principal(),
                new Identity.Policies(all, ofRole.boundary(), List.of()),
                Optional.empty());
    }

    @Override
    public String toString() {
        return "Principals[" + account + ", " + users.size() + " users, " + roles.size() + " roles]";
    }

    /** Collects who there is. */
    public static final class Builder {
        private final String account;
        private final Settings settings;
        private final MasterKey masterKey;
        private Clock clock = Clock.systemUTC();
        private Optional<Credentials> administrator = Optional.empty();
        private final List<Role> roles = new ArrayList<>();
        private final List<User> users = new ArrayList<>();

        private Builder(String account, Settings settings, MasterKey masterKey) {
            this.account = Objects.requireNonNull(account);
            this.settings = Objects.requireNonNull(settings);
            this.masterKey = Objects.requireNonNull(masterKey);
        }

        public Builder clock(Clock given) {
            clock = Objects.requireNonNull(given);
            return this;
        }

        /** The administrator's keys, instead of those that follow from the master key. */
        public Builder administrator(Credentials given) {
            administrator = Optional.of(given);
            return this;
        }

        public Builder roles(Collection<Role> more) {
            roles.addAll(more);
            return this;
        }

        public Builder users(Collection<User> more) {
            users.addAll(more);
            return this;
        }

        /** Everybody, once. Throws {@link IllegalArgumentException} where an ARN of a role or an access key id is there twice. */
        public Principals build() {
            return new Principals(this);
        }
    }
}
