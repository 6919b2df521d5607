package io.sluice.lake;

import static java.lang.System.Logger.Level.WARNING;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.AccessLog;
import io.sluice.lake.accesspoint.AccessPointId;
import io.sluice.lake.accesspoint.AccessPoints;
import io.sluice.lake.accesspoint.Addresses;
import io.sluice.lake.accesspoint.BucketRules;
import io.sluice.lake.accesspoint.ControlPlane;
import io.sluice.lake.addressing.Addressing;
import io.sluice.lake.grants.GrantsPlane;
import io.sluice.lake.http.HttpServer;
import io.sluice.lake.http.Limits;
import io.sluice.lake.lambda.Functions;
import io.sluice.lake.lambda.LambdaOptions;
import io.sluice.lake.metadata.Instances;
import io.sluice.lake.notification.Notifications;
import io.sluice.lake.objectlambda.DeployedFunctions;
import io.sluice.lake.objectlambda.InputUrls;
import io.sluice.lake.objectlambda.Invoker;
import io.sluice.lake.objectlambda.ObjectLambda;
import io.sluice.lake.objectlambda.ObjectLambdaPoints;
import io.sluice.lake.objectlambda.OpenCalls;
import io.sluice.lake.objectlambda.PointControl;
import io.sluice.lake.principals.Credentials;
import io.sluice.lake.principals.MasterKey;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.PrincipalsFile;
import io.sluice.lake.principals.Role;
import io.sluice.lake.principals.SessionRequest;
import io.sluice.lake.principals.User;
import io.sluice.lake.s3.S3;
import io.sluice.lake.signing.SignatureVerifier;
import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The AWS that a laptop needs, on one loopback port: S3 with access points and their control plane, S3 Access Grants, STS, Identity
 * Center's exchange of tokens, and instance metadata. Every request is authenticated by Signature Version 4 and decided by the documents that the access catalogue renders to; nothing is allowed that
 * they do not allow.
 *
 * <pre>{@code
 * try (var lake = LocalLake.builder().start()) {
 *     S3Client.builder().endpointOverride(lake.endpoint())…
 * }
 * }</pre>
 */
public final class LocalLake implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LocalLake.class.getName());
    private static final String ROLE_SESSION = "local-lake";

    private final RenderedCatalogue catalogue;
    private final Home home;
    private final Path accessLog;
    private final ObjectStore store;
    private final Principals principals;
    private final AccessPoints points;
    private final ObjectLambdaPoints objectLambdaPoints;
    private final Functions functions;
    private final HttpServer server;
    private final Deque<AutoCloseable> opened;

    /** The credentials of a session of a role. */
    public record RoleCredentials(String arn, String accessKeyId, String secretAccessKey, String sessionToken) {
        @Override
        public String toString() {
            return "RoleCredentials[" + arn + "]";
        }
    }

    private LocalLake(Builder from, Deque<AutoCloseable> opened) throws IOException {
        this.opened = opened;
        catalogue = from.catalogue.render();
        home = opened(Home.open(from.data));
        store = opened(ObjectStore.open(home.folder(), from.clock));
        accessLog = from.accessLog.orElse(home.folder().resolve("access.log"));
        var log = opened(AccessLog.to(accessLog));
        var rules = new BucketRules(store.settings());
        points = new AccessPoints(store.settings(), catalogue.region(), this::owner, rules, from.clock);
        objectLambdaPoints = new ObjectLambdaPoints(store.settings(), points, from.clock);
        new Landing(catalogue, store, rules, points).land(from.clock);
        new ObjectLambdaLanding(catalogue, store.settings(), objectLambdaPoints).land();
        var masterKey = MasterKey.in(home.folder());
        principals = Principals.builder(catalogue.account(), store.settings(), masterKey)
                .clock(from.clock)
                .roles(Landing.roles(catalogue))
                .users(from.users())
                .build();
        var authorizer = new Authorizer(points, rules, this::owner, from.clock);
        functions = opened(functions(authorizer, log, from));
        var people = opened(new People(
                new People.Base(catalogue, store.settings(), masterKey, principals, this::owner, from.clock)));
        var notifications = new Notifications(store.settings(), functions, catalogue.region());
        var landing = new FunctionLanding(catalogue, functions, notifications);
        functions.plan(landing);
        landing.land();
        server = opened(HttpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), from.port),
                Limits.DEFAULT.withIdle(from.idle),
                from.clock,
                frontDoor(rules, notifications, authorizer, log, people, from)));
        // Requests that wait for functions end when those do.
        opened.push(functions);
        functions.resume();
    }

    private Functions functions(Authorizer authorizer, AccessLog log, Builder from) throws IOException {
        var writes = new RoleWrites(
                new RoleWrites.Parts(principals, authorizer, store, log, catalogue.region(), from.clock));
        return Functions.open(new Functions.Parts(
                home.folder().resolve("lambda"),
                store.settings(),
                principals,
                catalogue.region(),
                this::endpoint,
                writes,
                from.lambda,
                from.clock));
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    private FrontDoor frontDoor(
            BucketRules rules,
            Notifications notifications,
            Authorizer authorizer,
            AccessLog log,
            People people,
            Builder from) {
        var region = catalogue.region();
        var verifier = new SignatureVerifier(principals::credentials, region, from.clock);
        var entrance = new Entrance(verifier, principals, "s3");
        var addresses = new Addresses(points, this::owner);
        var s3 = new S3(new S3.Parts(store, rules, addresses, notifications, notifications, region, from.clock));
        var own = new Entrance(verifier, principals, "s3-object-lambda");
        var calls = new OpenCalls();
        var urls = new InputUrls(() -> "localhost:" + server.port(), region, from.clock);
        var invoker = from.invoker.orElseGet(() -> new DeployedFunctions(functions));
        var objectLambda = new ObjectLambda(invoker, urls, calls, from.objectLambdaLimit, from.clock);
        return new FrontDoor(new FrontDoor.Parts(
                new Addressing(region, addresses),
                new S3Door(
                        new S3Door.Parts(entrance, s3, addresses, authorizer, this::owner, from.network, from.clock)),
                new ObjectLambdaDoor(new ObjectLambdaDoor.Parts(
                        own,
                        entrance,
                        principals,
                        objectLambdaPoints,
                        points,
                        objectLambda,
                        invoker,
                        s3,
                        authorizer,
                        from.network,
                        from.clock)),
                new WritingDoor(own, calls, authorizer, from.network, from.clock),
                new ControlDoor(
                        entrance,
                        new ControlPlane(points, rules),
                        new PointControl(objectLambdaPoints),
                        authorizer,
                        from.network),
                new LambdaDoor(new Entrance(verifier, principals, "lambda"), functions, authorizer, from.network),
                new TokenDoor(new Entrance(verifier, principals, "sts"), people.sts()),
                new GrantsDoor(entrance, new GrantsPlane(people.grants()), authorizer, from.network),
                new IdentityCenterDoor(
                        new Entrance(verifier, principals, "sso-oauth"),
                        people.identityCenter(),
                        authorizer,
                        from.network),
                new Instances(principals, from.instanceRole, region, from.clock),
                log,
                new FrontDoor.Place(region, catalogue.account(), from.clock)));
    }

    private Optional<String> owner(String bucket) {
        return store.bucket(bucket).map(Bucket::account);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, {@code http://localhost:9600}. */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.port());
    }

    /** What {@code AWS_EC2_METADATA_SERVICE_ENDPOINT} must be for an instance under this role. */
    public URI instanceMetadata(String roleName) {
        return URI.create(endpoint() + "/instances/" + roleName);
    }

    public String region() {
        return catalogue.region();
    }

    public String account() {
        return catalogue.account();
    }

    /** What the catalogue renders to. */
    public RenderedCatalogue catalogue() {
        return catalogue;
    }

    /** The catalogue's first bucket. */
    public String bucket() {
        return catalogue.bucket().name();
    }

    /** The folder that holds everything. */
    public Path data() {
        return home.folder();
    }

    public Path accessLog() {
        return accessLog;
    }

    /** The keys of {@code user/administrator}, who may do everything. */
    public Credentials administrator() {
        return principals.administrator();
    }

    /** The alias of an access point of the lake's account, which works as a bucket's name with every client. */
    public String accessPointAlias(String name) {
        return points.require(new AccessPointId(account(), name)).point().alias();
    }

    /** The aliases of the catalogue's access points, by name. */
    public SequencedMap<String, String> accessPoints() {
        var aliases = new LinkedHashMap<String, String>();
        catalogue.accessPoints().forEach(point -> aliases.put(point.name(), accessPointAlias(point.name())));
        return aliases;
    }

    /** The alias of an Object Lambda access point of the lake's account. */
    public String objectLambdaAlias(String name) {
        return objectLambdaPoints
                .require(new AccessPointId(account(), name))
                .point()
                .alias();
    }

    /** The aliases of the catalogue's Object Lambda access points, by name. */
    public SequencedMap<String, String> objectLambdaAccessPoints() {
        var aliases = new LinkedHashMap<String, String>();
        catalogue
                .objectLambdaAccessPoints()
                .forEach(point -> aliases.put(point.name(), objectLambdaAlias(point.name())));
        return aliases;
    }

    /** The ARNs of the catalogue's roles. */
    public List<String> roleArns() {
        return principals.roles().stream().map(Role::arn).toList();
    }

    /** Credentials for each role of the catalogue, by its name: fresh sessions at each call. */
    public Map<String, RoleCredentials> roles() {
        var roles = new LinkedHashMap<String, RoleCredentials>();
        principals.roles().forEach(role -> roles.put(role.name(), session(role)));
        return roles;
    }

    private RoleCredentials session(Role role) {
        var keys = principals.open(role, new SessionRequest(ROLE_SESSION, role.maxSessionDuration()));
        return new RoleCredentials(
                role.arn(),
                keys.accessKeyId(),
                keys.secretAccessKey(),
                keys.session().orElseThrow().token());
    }

    /** Answers what has begun, takes nothing more, and has everything on disk when it returns. */
    @Override
    public void close() {
        close(opened);
    }

    /** The last opened is closed first. */
    private static void close(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failure) {
                LOG.log(WARNING, "A part of the lake did not close", failure);
            }
        }
    }

    /** Collects what a lake is to be. */
    public static final class Builder {
        private int port;
        private Optional<Path> data = Optional.empty();
        private Catalogue catalogue = Catalogue.demo();
        private Optional<Path> principals = Optional.empty();
        private Optional<Path> accessLog = Optional.empty();
        private Optional<String> instanceRole = Optional.empty();
        private Network network = Network.INTERNET;
        private LambdaOptions lambda = LambdaOptions.DEFAULT;
        private Clock clock = Clock.systemUTC();
        private Optional<Invoker> invoker = Optional.empty();
        private Duration objectLambdaLimit = ObjectLambda.LIMIT;
        private Duration idle = Limits.DEFAULT.idle();

        private Builder() {}

        /** The loopback port; 0, which is the default, takes a free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Keeps everything in this folder; without it a temporary one is used and deleted in the end. */
        public Builder data(Path folder) {
            data = Optional.of(folder);
            return this;
        }

        /** Who may read what; without it the demo's. */
        public Builder catalogue(Catalogue given) {
            catalogue = given;
            return this;
        }

        /** A file of further users, see {@link PrincipalsFile}. */
        public Builder principals(Path file) {
            principals = Optional.of(file);
            return this;
        }

        /** Where the access log is appended to; without it {@code access.log} in the data folder. */
        public Builder accessLog(Path file) {
            accessLog = Optional.of(file);
            return this;
        }

        /** The role of the instance whose metadata are at {@code /latest/} itself. */
        public Builder instanceRole(String roleName) {
            instanceRole = Optional.of(roleName);
            return this;
        }

        /** Where its requests are taken to come from; without it the Internet, which access points of a VPC refuse. */
        public Builder network(Network given) {
            network = given;
            return this;
        }

        /** How functions are run. */
        public Builder lambda(LambdaOptions given) {
            lambda = given;
            return this;
        }

        public Builder clock(Clock given) {
            clock = given;
            return this;
        }

        /** What runs the functions of Object Lambda access points; without it Lambda does. */
        public Builder invoker(Invoker given) {
            invoker = Optional.of(given);
            return this;
        }

        /** How long such a function may take; without it AWS's 60 seconds. */
        public Builder objectLambdaLimit(Duration given) {
            objectLambdaLimit = given;
            return this;
        }

        /** How long a client may stand still, see {@link Limits}; without it a minute. */
        public Builder idle(Duration given) {
            idle = given;
            return this;
        }

        private List<User> users() throws IOException {
            return principals.isPresent() ? PrincipalsFile.read(principals.get()) : List.of();
        }

        /**
         * Starts the lake; it answers when this returns.
         *
         * @throws IOException where a folder or file cannot be used
         */
        public LocalLake start() throws IOException {
            var opened = new ArrayDeque<AutoCloseable>();
            try {
                return new LocalLake(this, opened);
            } catch (IOException | RuntimeException failure) {
                close(opened);
                throw failure;
            }
        }
    }
}
