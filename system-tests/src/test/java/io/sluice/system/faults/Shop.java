package io.sluice.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.ServiceProcess;
import io.sluice.events.EventType;
import io.sluice.system.LakeProcess;
import io.sluice.system.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Lake, store-producer, sales-consumer and the two functions as they are deployed, each in a process of its own that a test may kill and
 * start again. The services reach the lake through a {@link Wire} where there is one.
 */
final class Shop implements AutoCloseable {
    static final String REPORT = "inventory_event/_reports/inventory.json";

    static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path scratch;
    private final int port = Ports.free();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, ServiceProcess> services = new HashMap<>();
    private final Gates gates = new Gates(this::lake);
    private final Functions functions = new Functions(this::lake, gates);
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

    /** A client of the administrator, who is the same in every lake on this folder. It tries twice. */
    S3Client s3() {
        if (administrator.isEmpty()) {
            administrator = Optional.of(lake.s3(lake.administrator(), 2));
        }
        return administrator.get();
    }

    Path data() {
        return scratch.resolve("data");
    }

    LakeProcess lake() {
        return lake;
    }

    Functions functions() {
        return functions;
    }

    void startProducer(Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("SLUICE_PRODUCER_BUCKET", gates.alias("store-producer"));
        start("store-producer", "storeProducerRole", all);
    }

    void startSales(Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("SLUICE_SALES_BUCKET", gates.alias("ec2-consumer"));
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
            functions.sweep();
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
