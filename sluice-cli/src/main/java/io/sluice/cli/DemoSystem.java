package io.sluice.cli;

import io.sluice.cli.process.PartProcess;
import io.sluice.cli.signin.OidcDirectory;
import io.sluice.cli.signin.OidcProviderProcess;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that runs in the demo, each service as it is deployed and configured by its environment alone. Closing it ends all of it. */
final class DemoSystem implements AutoCloseable {
    private static final String SERVICE_ENDPOINT = "AWS_EC2_METADATA_SERVICE_ENDPOINT";

    private final Path home;
    private final Path logs;
    private final DemoPorts ports;
    private final Deque<PartProcess> running = new ArrayDeque<>();
    private final String password = secret(9);
    private final String clientSecret = secret(32);
    private LocalLake lake;
    private OidcProviderProcess provider;
    private ServiceProcess producer;
    private ServiceProcess sales;
    private ServiceProcess redaction;
    private ServiceProcess broker;

    DemoSystem(Path home, Path logs, DemoPorts ports) {
        this.home = home;
        this.logs = logs;
        this.ports = ports;
    }

    private static String secret(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    void startLake() throws IOException {
        lake = LocalLake.builder()
                .port(ports.lake())
                .catalogue(DemoCatalogue.in(home, ports.oidc()))
                .data(logs.resolve("lake"))
                .instanceRole("webAppClientRole")
                .start();
    }

    /** Starts all side by side and waits for each. */
    void startServices() throws IOException, InterruptedException {
        startProvider();
        producer = start(
                "store-producer",
                ports.producer(),
                Map.of(
                        SERVICE_ENDPOINT,
                        metadata("storeProducerRole"),
                        "SLUICE_PRODUCER_BUCKET",
                        lake.accessPointAlias("store-producer")));
        sales = start(
                "sales-consumer",
                ports.sales(),
                Map.of(
                        SERVICE_ENDPOINT,
                        metadata("webAppClientRole"),
                        "SLUICE_SALES_BUCKET",
                        lake.accessPointAlias("ec2-consumer"),
                        "SLUICE_SALES_LAKE_BUCKET",
                        lake.bucket(),
                        "SLUICE_SALES_DATA",
                        logs.resolve("sales").toString()));
        provider.awaitReady();
        redaction = start(
                "redaction-service",
                ports.redaction(),
                Map.of(
                        SERVICE_ENDPOINT,
                        metadata("redactionServiceRole"),
                        "QUARKUS_OIDC_TENANT_ENABLED",
                        "true",
                        "QUARKUS_OIDC_TOKEN_AUDIENCE",
                        "grants-broker",
                        "SLUICE_REDACTION_BUCKET",
                        lake.accessPointAlias("redactor"),
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        provider.issuer().toString(),
                        "SLUICE_REDACTION_VIEWS_FILE",
                        Views.file(lake, logs.resolve("views.json")).toString()));
        broker = start(
                "grants-broker",
                ports.broker(),
                Map.of(
                        SERVICE_ENDPOINT,
                        metadata("grantsBrokerRole"),
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        provider.issuer().toString(),
                        "QUARKUS_OIDC_CREDENTIALS_SECRET",
                        clientSecret,
                        "SLUICE_BROKER_SECRET",
                        secret(32),
                        "SLUICE_BROKER_IDENTITY",
                        "federation",
                        "SLUICE_BROKER_CATALOGUE",
                        home.resolve("catalogue.yaml").toString(),
                        "SLUICE_BROKER_DATA",
                        logs.resolve("broker").toString(),
                        "SLUICE_BROKER_REDACTION_URL",
                        redaction.address().toString()));
        for (var service : List.of(producer, sales, redaction, broker)) {
            service.awaitReady();
        }
    }

    private void startProvider() throws IOException {
        var people = lake.catalogue().directory().orElseThrow();
        var page = "http://localhost:" + ports.broker();
        var clients = List.of(
                OidcDirectory.Client.commandLine("sluice-cli"),
                OidcDirectory.Client.confidential(
                        "grants-broker",
                        clientSecret,
                        List.of(URI.create(page + "/signed-in")),
                        List.of(URI.create(page + "/signed-out"))));
        provider = OidcProviderProcess.start(
                home, ports.oidc(), logs, OidcDirectory.of(people, password, clients), Map.of());
        running.push(provider.process());
    }

    private String metadata(String role) {
        return lake.instanceMetadata(role).toString();
    }

    private ServiceProcess start(String name, int port, Map<String, String> environment) throws IOException {
        var all = new HashMap<>(environment);
        all.put("AWS_REGION", lake.region());
        all.put("AWS_ENDPOINT_URL", lake.endpoint().toString());
        all.put("QUARKUS_S3_PATH_STYLE_ACCESS", "true");
        var service = ServiceProcess.start(home, name, port, logs, all);
        running.push(service.process());
        return service;
    }

    LocalLake lake() {
        return lake;
    }

    Clients clients() {
        return new Clients(lake);
    }

    /** What everybody in the demo signs in with, made anew at each start. */
    String password() {
        return password;
    }

    URI provider() {
        return provider.issuer();
    }

    URI producer() {
        return producer.address();
    }

    URI redaction() {
        return redaction.address();
    }

    URI broker() {
        return broker.address();
    }

    URI sales() {
        return sales.address();
    }

    /** What there is to say of the parts that are not running any more. */
    List<String> ended() {
        return running.stream().flatMap(part -> part.ended().stream()).toList();
    }

    /** The lake ends last, since all others use it. */
    @Override
    public void close() {
        running.forEach(PartProcess::stop);
        while (!running.isEmpty()) {
            running.pop().close();
        }
        if (lake != null) {
            lake.close();
        }
    }
}
