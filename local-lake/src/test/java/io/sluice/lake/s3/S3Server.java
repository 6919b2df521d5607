package io.sluice.lake.s3;

import io.sluice.lake.accesspoint.BucketRules;
import io.sluice.lake.addressing.Addressing;
import io.sluice.lake.addressing.Names;
import io.sluice.lake.addressing.Target;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.HttpServer;
import io.sluice.lake.http.Limits;
import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.Checksum;
import io.sluice.lake.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * S3 over the real store and the real HTTP server, without signatures: everybody is the one caller, and the test says what that caller
 * may do. It tells which permissions were asked for.
 */
final class S3Server implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String ALIAS = "reader-abcd-s3alias";
    static final String ACCESS_POINT = "arn:aws:s3:us-east-1:" + ACCOUNT + ":accesspoint/reader";
    static final String BUCKET = "lake";

    final ObjectStore store;
    final List<Permission> asked = new CopyOnWriteArrayList<>();
    private final S3 s3;
    private final Addressing addressing;
    private final HttpServer server;
    private volatile Predicate<Permission> denied = _ -> false;

    S3Server(Path folder) {
        store = ObjectStore.open(folder, Clock.systemUTC());
        s3 = new S3(new S3.Parts(
                store,
                new BucketRules(store.settings()),
                this::find,
                new NoFunctions(),
                ObjectEvent.Listener.NONE,
                "us-east-1",
                Clock.systemUTC()));
        addressing = new Addressing("us-east-1", new Names() {
            @Override
            public boolean accessPoint(String account, String name) {
                return false;
            }

            @Override
            public boolean bucket(String name) {
                return true;
            }
        });
        server = HttpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Limits.DEFAULT,
                Clock.systemUTC(),
                this::handle);
        try (var client = client()) {
            client.createBucket(bucket -> bucket.bucket(BUCKET));
        }
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.port());
    }

    S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .chunkedEncodingEnabled(false)
                        .build())
                .build();
    }

    /** From now on the caller has not got these permissions, and all others. */
    void deny(Predicate<Permission> permissions) {
        denied = permissions;
    }

    void deny(String... actions) {
        deny(permission -> List.of(actions).contains(permission.action()));
    }

    void allowAll() {
        denied = _ -> false;
        asked.clear();
    }

    List<String> askedActions() {
        return asked.stream().map(Permission::action).distinct().toList();
    }

    private Optional<Address> find(String name) {
        return name.equals(ALIAS) || name.equals(ACCESS_POINT)
                ? Optional.of(new Address(BUCKET, Optional.of(ACCESS_POINT)))
                : Optional.of(Address.bucket(name));
    }

    private void handle(Exchange exchange) throws IOException {
        var answer = new Answer(exchange, "REQUEST", "HOST", Clock.systemUTC());
        try {
            var target = addressing.target(exchange.head());
            var request =
                    switch (target) {
                        case Target.Service _ -> S3Request.parse(exchange.head(), Optional.empty(), Optional.empty());
                        case Target.Bucket bucket ->
                            S3Request.parse(
                                    exchange.head(), Optional.of(Address.bucket(bucket.bucket())), bucket.key());
                        case Target.AccessPointAlias alias ->
                            S3Request.parse(exchange.head(), find(alias.alias()), alias.key());
                        default -> throw new AssertionError("not asked for here: " + target);
                    };
            s3.perform(
                    request,
                    new Caller(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":user/tester"),
                    new TestGate(),
                    new PlainBody(exchange),
                    answer);
        } catch (AwsException e) {
            answer.error(e);
        }
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }

    private final class TestGate implements Gate {
        @Override
        public void require(Permission permission) {
            asked.add(permission);
            if (denied.test(permission)) {
                throw new AwsException(ErrorCode.AccessDenied);
            }
        }

        @Override
        public boolean allows(Permission permission) {
            return !denied.test(permission);
        }
    }

    /** A body as it came, with the checksums that its head names. */
    private record PlainBody(Exchange exchange) implements RequestBody {
        @Override
        public InputStream stream() {
            return exchange.body();
        }

        @Override
        public OptionalLong length() {
            return exchange.head().headers().first("content-length").map(Long::parseLong).stream()
                    .mapToLong(length -> length)
                    .findFirst();
        }

        @Override
        public List<Checksum> checksums() {
            return Checksums.ALGORITHMS.stream()
                    .flatMap(algorithm -> exchange.head().headers().first(Checksums.header(algorithm)).stream()
                            .map(value -> new Checksum(algorithm, value, Checksum.Type.FULL_OBJECT)))
                    .toList();
        }
    }

    /** Nobody is there to be notified: a configuration can name nobody. */
    private static final class NoFunctions implements BucketNotifications {
        @Override
        public void write(String bucket, XmlOut document) {
            // There is nothing to tell.
        }

        @Override
        public void put(Bucket bucket, XmlIn.Element document, boolean validate) {
            // There is nothing to keep.
        }

        @Override
        public void remove(String bucket) {
            // There is nothing to forget.
        }
    }
}
