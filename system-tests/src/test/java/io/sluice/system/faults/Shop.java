package io.sluice.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.FunctionZips;
import io.sluice.cli.ServiceProcess;
import io.sluice.events.EventType;
import io.sluice.system.LakeProcess;
import io.sluice.system.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/**
 * Lake, store-producer, sales-consumer and the two functions as they are deployed, each in a process of its own that a test may kill and
 * start again. The services reach the lake through a {@link Wire} where there is one.
 */
final class Shop implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String REPORT = "inventory_event/_reports/inventory.json";

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path scratch;
    private final int port = Ports.free();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, ServiceProcess> services = new HashMap<>();
    private URI door = URI.create("http://localhost:" + port);
    private LakeProcess lake;
    private Optional<S3Client> administrator = Optional.empty();

    Shop(Path scratch) throws IOException {
        this.scratch = scratch;
    }

    /** Lets services that are started from now on reach the lake through it. */
    Wire wire() throws IOException {
        var wire = new Wire(port);
        door = wire.address();
        return wire;
    }

    /** Starts the lake, on its port and with what an earlier one has left. */
    LakeProcess startLake() throws IOException, InterruptedException {
        return startLake(Map.of());
    }

    LakeProcess startLake(Map<String, String> environment) throws IOException, InterruptedException {
        lake = LakeProcess.start(scratch, environment, "--port=" + port, "--data=" + data());
        return lake;
    }

    /** A client of the administrator, who is the same in every lake on this folder. It tries once. */
    S3Client s3() {
        if (administrator.isEmpty()) {
            administrator = Optional.of(lake.s3(lake.administrator()));
        }
        return administrator.get();
    }

    Path data() {
        return scratch.resolve("data");
    }

    LakeProcess lake() {
        return lake;
    }

    /** The processes that run functions now. */
    Stream<ProcessHandle> functions() {
        return lake.handle().descendants();
    }

    void deploy() throws IOException {
        deploy(
                "redaction",
                "redactionFunctionRole",
                "redaction-service",
                Map.of("QUARKUS_LAMBDA_HANDLER", "object-lambda"));
        deploy(
                "inventory-consumer",
                "inventoryConsumerRole",
                "inventory-consumer",
                Map.of(
                        "SLUICE_INVENTORY_BUCKET", alias("lambda-consumer"),
                        "SLUICE_INVENTORY_VIEW", shield(),
                        "QUARKUS_S3_PATH_STYLE_ACCESS", "true"));
    }

    private void deploy(String name, String role, String module, Map<String, String> variables) throws IOException {
        var zip = HOME.resolve(module).resolve("target/function.zip");
        var runtime = FunctionZips.runtime(zip);
        var code = SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(zip));
        try (var lambda = lambda()) {
            lambda.createFunction(create -> create.functionName(name)
                    .role("arn:aws:iam::" + ACCOUNT + ":role/" + role)
                    .runtime(runtime)
                    .handler("io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest")
                    .environment(environment -> environment.variables(variables))
                    .code(packed -> packed.zipFile(code)));
        }
    }

    /** What its schedule has the function do: look for what nobody has announced, and try again what failed. Whether it did. */
    boolean sweep() {
        try (var lambda = lambda()) {
            var answer = lambda.invoke(
                    call -> call.functionName("inventory-consumer").payload(SdkBytes.fromUtf8String("{}")));
            return answer.functionError() == null;
        } catch (SdkException busy) {
            // It is at work already, and has a reserved concurrency of one; or the fault is not over for it.
            return false;
        }
    }

    private LambdaClient lambda() {
        return LambdaClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(90)))
                .overrideConfiguration(c -> c.retryStrategy(retry -> retry.maxAttempts(1)))
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(lake.administrator()))
                .build();
    }

    void startProducer(Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("SLUICE_PRODUCER_BUCKET", alias("store-producer"));
        start("store-producer", "storeProducerRole", all);
    }

    void startSales(Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("SLUICE_SALES_BUCKET", alias("ec2-consumer"));
        all.put("SLUICE_SALES_LAKE_BUCKET", lake.bucket());
        all.put("SLUICE_SALES_DATA", scratch.resolve("sales").toString());
        start("sales-consumer", "webAppClientRole", all);
    }

    /** Starts a service on the port that it had before, if it was there before. */
    private void start(String name, String role, Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("AWS_REGION", "us-east-1");
        all.put("AWS_ENDPOINT_URL", door.toString());
        all.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", door + "/instances/" + role);
        all.put("QUARKUS_S3_PATH_STYLE_ACCESS", "true");
        if (!ports.containsKey(name)) {
            ports.put(name, Ports.free());
        }
        var service = ServiceProcess.start(HOME, name, ports.get(name), scratch, all);
        services.put(name, service);
    }

    /** Waits for the services that were started. */
    void awaitReady() throws IOException, InterruptedException {
        for (var service : services.values()) {
            service.awaitReady();
        }
    }

    /** Waits until the inventory function has run once, three minutes at most. */
    void awaitFunction() {
        for (int tried = 0; !sweep() && tried < 6; tried++) {
            // An invocation waits for 30 s itself.
        }
    }

    ServiceProcess producer() {
        return services.get("store-producer");
    }

    ServiceProcess sales() {
        return services.get("sales-consumer");
    }

    /** The process of a service, for whoever looks at it or ends it the hard way. */
    static ProcessHandle handle(ServiceProcess service) {
        return ProcessHandle.of(service.pid()).orElseThrow();
    }

    /** {@code kill -9}. */
    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private String alias(String accessPoint) {
        try (var control = control()) {
            return control.getAccessPoint(get -> get.accountId(ACCOUNT).name(accessPoint))
                    .alias();
        }
    }

    private String shield() {
        try (var control = control()) {
            return control.getAccessPointForObjectLambda(
                            get -> get.accountId(ACCOUNT).name("data-shield"))
                    .alias()
                    .value();
        }
    }

    private S3ControlClient control() {
        return S3ControlClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(lake.administrator()))
                .build();
    }

    /** What the sales application has counted by now. */
    Tally salesCounted() throws IOException, InterruptedException {
        return Tally.ofSales(get(sales().address().resolve("/sales/summary")));
    }

    JsonNode get(URI address) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    /** What the inventory function has counted by now; nothing where it has written no report yet. */
    Tally inventoryCounted() throws IOException {
        try {
            var report = s3().getObjectAsBytes(get -> get.bucket(lake.bucket()).key(REPORT));
            return Tally.ofInventory(JSON.readTree(report.asByteArrayUnsafe()));
        } catch (NoSuchKeyException notYet) {
            return Tally.NONE;
        }
    }

    /** All that was sent is counted once by both, by then. Inventory is looked after by its schedule and by nobody else. */
    void assertCounted(Sender sender, Duration limit) throws IOException, InterruptedException {
        var sales = sender.sent(EventType.SALES);
        var inventory = sender.sent(EventType.INVENTORY).withoutMoney();
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end && salesCounted().events() < sales.events()) {
            Thread.sleep(250);
        }
        while (System.nanoTime() < end && inventoryCounted().events() < inventory.events()) {
            sweep();
            Thread.sleep(250);
        }
        assertThat(salesCounted()).as("sales").isEqualTo(sales);
        assertThat(inventoryCounted()).as("inventory").isEqualTo(inventory);
    }

    @Override
    public void close() {
        services.values().forEach(ServiceProcess::close);
        if (lake != null) {
            lake.close();
        }
        administrator.ifPresent(S3Client::close);
        http.close();
    }
}
