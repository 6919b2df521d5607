package io.sluice.broker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.catalogue.Catalogue;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A lake with the demo's catalogue, its data and a provider, for the broker in this process. */
public class World implements QuarkusTestResourceLifecycleManager {
    static final String DATA = "shopfast-data-111122223333-us-east-1";
    static final String INTERNAL = "shopfast-internal-111122223333-us-east-1";

    private static final Map<String, String> GROUPS = Map.of(
            "mary.marketing", "marketing",
            "sam.sales", "sales",
            "cleo.support", "customer-support",
            "paul.product", "product-management",
            "hana.hr", "human-resources");

    /** As many as a trust policy has room for, if their names have three characters. */
    private static final int CROWD = 230;

    private static final int CROWD_BASE = 36;
    private static final AtomicInteger NEXT = new AtomicInteger(CROWD);

    private LocalLake lake;
    private Provider provider;
    private Door door;
    private Wire toSts;
    private Wire toS3;

    @Override
    public Map<String, String> start() {
        provider = new Provider(World::groups);
        door = new Door();
        try {
            String catalogue = crowded(catalogue().replace("http://localhost:9601", provider.issuer()));
            Path file = Files.writeString(Files.createTempFile("catalogue", ".yaml"), catalogue);
            lake = LocalLake.builder()
                    .catalogue(Catalogue.parse("catalogue.yaml", catalogue))
                    .start();
            putData();
            toSts = new Wire(lake.endpoint());
            toS3 = new Wire(lake.endpoint());
            return Map.ofEntries(
                    Map.entry("quarkus.oidc.auth-server-url", provider.issuer()),
                    Map.entry("quarkus.oidc.credentials.secret", Provider.SECRET),
                    Map.entry("quarkus.sts.endpoint-override", toSts.address().toString()),
                    Map.entry("quarkus.sts.aws.region", lake.region()),
                    Map.entry("sluice.broker.secret", "another-secret-of-the-tests-only-0123456789"),
                    Map.entry("sluice.broker.identity", "federation"),
                    Map.entry("sluice.broker.catalogue", file.toString()),
                    Map.entry(
                            "sluice.broker.data",
                            Files.createTempDirectory("broker").toString()),
                    Map.entry("sluice.broker.patience", "8s"),
                    Map.entry("sluice.broker.form-within", "5s"),
                    Map.entry("sluice.broker.vends-per-minute", "100"),
                    Map.entry("sluice.broker.redaction.url", door.address().toString()),
                    Map.entry("sluice.broker.endpoint", toS3.address().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String catalogue() throws IOException {
        try (var in = Catalogue.class.getResourceAsStream("/catalogue.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The department of customer support has many more people than in the demo. */
    private static String crowded(String catalogue) {
        List<String> crowd = IntStream.range(0, CROWD).mapToObj(World::crowd).toList();
        String users = crowd.stream()
                .map(name -> "  - {name: %1$s, displayName: %1$s, email: %1$s@shopfast.example}\n".formatted(name))
                .collect(Collectors.joining());
        return catalogue
                .replace("\nusers:\n", "\nusers:\n" + users)
                .replace("members: [cleo.support]", "members: [cleo.support, " + String.join(", ", crowd) + "]");
    }

    static String crowd(int number) {
        return "c" + Integer.toString(CROWD_BASE + number, Character.MAX_RADIX);
    }

    /** Somebody of the crowd who was not here before. */
    static String newcomer() {
        return crowd(NEXT.decrementAndGet());
    }

    /** Each department has one person in the demo; nina.nobody is in none. */
    private static List<String> groups(String user) {
        if (user.matches("c[0-9a-z]{2}")) {
            return List.of("customer-support");
        }
        return user.equals("nina.nobody") ? List.of() : GROUPS.containsKey(user) ? List.of(GROUPS.get(user)) : null;
    }

    private void putData() {
        var keys = lake.administrator();
        try (var s3 =
                Lakes.s3(lake.endpoint(), AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()))) {
            for (String key : List.of("products/", "feedback/", "transactions/", "users/")) {
                s3.putObject(put -> put.bucket(DATA).key(key), RequestBody.empty());
            }
            for (String key : List.of("leads/", "employee-records/", "benefits/")) {
                s3.putObject(put -> put.bucket(INTERNAL).key(key), RequestBody.empty());
            }
            put(s3, "users/user_list", "user_id,name\n1,John\n2,Jack\n3,Jim\n");
            put(s3, "users-archive/2019.csv", "user_id,name\n9,Jo\n");
            put(s3, "feedback/2026/great.json", "{\"stars\":5,\"text\":\"<script>alert(1)</script> great\"}");
            put(s3, "feedback/page.html", "<html><body onload=alert(1)>hello</body></html>");
            put(s3, "feedback/picture.bin", "\0\1\2");
            put(s3, "transactions/2026-11.csv", "id,amount\n1,10\n");
        }
    }

    private static void put(S3Client s3, String key, String text) {
        s3.putObject(put -> put.bucket(DATA).key(key), RequestBody.fromString(text));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(lake, new TestInjector.MatchesType(LocalLake.class));
        injector.injectIntoFields(door, new TestInjector.MatchesType(Door.class));
        injector.injectIntoFields(provider, new TestInjector.MatchesType(Provider.class));
        injector.injectIntoFields(new Wires(toSts, toS3), new TestInjector.MatchesType(Wires.class));
    }

    /** The ways to STS, and to Access Grants and S3. */
    record Wires(Wire sts, Wire s3) {}

    @Override
    public void stop() {
        List<AutoCloseable> parts = Stream.of(toS3, toSts, lake, door, provider)
                .filter(Objects::nonNull)
                .map(AutoCloseable.class::cast)
                .toList();
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
