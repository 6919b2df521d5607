package io.sluice.system.broker;

import io.sluice.catalogue.Catalogue;
import io.sluice.cli.ServiceProcess;
import io.sluice.system.LakeProcess;
import io.sluice.system.Ports;
import io.sluice.system.signin.DemoProvider;
import io.sluice.system.signin.Keycloak;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/** Keycloak, the lake, the redaction service and the broker, each in a process of its own, as they are deployed. */
final class RunningBroker implements AutoCloseable {
    static final String DATA = "shopfast-data-111122223333-us-east-1";
    static final String EVENT = "inventory_event/dt=2026_11_22/1.json";

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String ACCOUNT = "111122223333";

    private final Path scratch;
    private final Keycloak provider;
    private final LakeProcess lake;
    private final ServiceProcess redaction;
    private final ServiceProcess broker;

    RunningBroker(Path scratch) throws IOException, InterruptedException {
        this.scratch = scratch;
        provider = Keycloak.shared();
        var catalogue = Files.writeString(scratch.resolve("catalogue.yaml"), provider.catalogue());
        lake = LakeProcess.start(scratch, "--catalogue=" + catalogue);
        put();
        redaction = start(
                "redaction-service",
                "redactionServiceRole",
                Map.of(
                        "QUARKUS_OIDC_TENANT_ENABLED",
                        "true",
                        "QUARKUS_OIDC_TOKEN_AUDIENCE",
                        DemoProvider.BROKER,
                        "SLUICE_REDACTION_BUCKET",
                        alias("redactor"),
                        "SLUICE_REDACTION_VIEWS",
                        views(catalogue)));
        broker = start(
                "grants-broker",
                "grantsBrokerRole",
                Map.of(
                        "QUARKUS_OIDC_CREDENTIALS_SECRET",
                        DemoProvider.BROKER_SECRET,
                        "SLUICE_BROKER_SECRET",
                        "a-secret-of-this-test-with-32-characters",
                        "SLUICE_BROKER_IDENTITY",
                        "federation",
                        "SLUICE_BROKER_CATALOGUE",
                        catalogue.toString(),
                        "SLUICE_BROKER_DATA",
                        scratch.resolve("broker").toString(),
                        "SLUICE_BROKER_REDACTION_URL",
                        redaction.address().toString()));
        redaction.awaitReady();
        broker.awaitReady();
    }

    private static String views(Path catalogue) throws IOException {
        var views = Catalogue.read(catalogue).render().views();
        return "[" + views.getFirst().document() + "]";
    }

    private void put() {
        try (var s3 = lake.s3(lake.administrator())) {
            s3.putObject(r -> r.bucket(DATA).key("users/user_list"), RequestBody.fromString("user_id,name\n1,John\n"));
            for (var folder : new String[] {"products/", "feedback/", "transactions/"}) {
                s3.putObject(r -> r.bucket(DATA).key(folder + "one.txt"), RequestBody.fromString(folder));
            }
            s3.putObject(
                    r -> r.bucket(lake.bucket()).key(EVENT).contentType("application/json"),
                    RequestBody.fromString("{\"sku\":7,\"price\":12.34,\"discount\":5,\"qty\":2}"));
        }
    }

    private String alias(String accessPoint) {
        try (var control = S3ControlClient.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(lake.administrator()))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .build()) {
            return control.getAccessPoint(r -> r.accountId(ACCOUNT).name(accessPoint))
                    .alias();
        }
    }

    private ServiceProcess start(String name, String role, Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("AWS_REGION", "us-east-1");
        all.put("AWS_ENDPOINT_URL", lake.endpoint().toString());
        all.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", lake.endpoint() + "/instances/" + role);
        all.put("QUARKUS_S3_PATH_STYLE_ACCESS", "true");
        all.put("QUARKUS_OIDC_AUTH_SERVER_URL", provider.issuer().toString());
        return ServiceProcess.start(HOME, name, Ports.free(), scratch, all);
    }

    Keycloak provider() {
        return provider;
    }

    LakeProcess lake() {
        return lake;
    }

    URI address() {
        return broker.address();
    }

    @Override
    public void close() {
        broker.close();
        redaction.close();
        lake.close();
    }
}
