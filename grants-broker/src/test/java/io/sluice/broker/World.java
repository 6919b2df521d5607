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

    private LocalLake lake;
    private Provider provider;
    private Wire toSts;
    private Wire toS3;

    @Override
    public Map<String, String> start() {
        provider = new Provider(World::groups);
        try {
            String catalogue = catalogue().replace("http://localhost:9601", provider.issuer());
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
                    Map.entry("sluice.broker.patience", "2s"),
                    Map.entry("sluice.broker.vends-per-minute", "100"),
                    Map.entry("sluice.broker.endpoint", toS3.address().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String catalogue() throws IOException {
        try (var in = Catalogue.class.getResourceAsStream("/catalogue.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The source system has one department a person; nobody@… is in none, and crowd-… are many of one department. */
    private static List<String> groups(String user) {
        if (user.startsWith("crowd-")) {
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
        injector.injectIntoFields(provider, new TestInjector.MatchesType(Provider.class));
        injector.injectIntoFields(new Wires(toSts, toS3), new TestInjector.MatchesType(Wires.class));
    }

    /** The ways to STS, and to Access Grants and S3. */
    record Wires(Wire sts, Wire s3) {}

    @Override
    public void stop() {
        List<AutoCloseable> parts = Stream.of(toS3, toSts, lake, provider)
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
