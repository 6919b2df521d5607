package io.sluice.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While a till sends, something happens to the lake, to a service or to the line between them, and is over again. Whatever the producer
 * acknowledged is counted once by both consumers, and nobody has to do anything about it.
 */
@EnabledIfSystemProperty(named = "sluice.long", matches = "true", disabledReason = "takes minutes")
final class FaultsIT {
    /** Services wait 2 s for an answer instead of 30, so that what hangs is given up soon. */
    private static final Map<String, String> IMPATIENT = Map.of("QUARKUS_S3_SYNC_CLIENT_SOCKET_TIMEOUT", "2s");

    private static final Duration RECOVERY = Duration.ofSeconds(Long.getLong("sluice.recovery.seconds", 120));
    private static final int AT_ONCE = 50;

    @TempDir
    static Path scratch;

    private static Shop shop;
    private static Wire wire;
    private static HttpClient http;
    private static Sender sender;

    @BeforeAll
    static void start() throws Exception {
        http = HttpClient.newHttpClient();
        shop = new Shop(scratch);
        shop.startLake();
        wire = shop.wire();
        shop.startProducer(IMPATIENT);
        shop.startSales(IMPATIENT);
        shop.functions().deploy();
        shop.awaitReady();
        sender = new Sender(http, shop.producer().address(), 42);
    }

    @AfterAll
    static void stop() throws Exception {
        shop.close();
        wire.close();
        http.close();
    }

    /** What happens, from its beginning to its end. */
    interface Fault {
        void happen() throws Exception;
    }

    static Stream<Named<Fault>> faults() {
        return Stream.of(
                Named.of("the line is silent", () -> on(Wire.State.SILENT)),
                Named.of("503 SlowDown", () -> on(Wire.State.BUSY)),
                Named.of("the line is cut", () -> on(Wire.State.CUT)),
                Named.of("kill -9 of the producer", () -> {
                    Shop.kill(Shop.handle(shop.producer()));
                    shop.startProducer(IMPATIENT);
                    shop.awaitReady();
                }),
                Named.of("kill -9 of the sales application", () -> {
                    Shop.kill(Shop.handle(shop.sales()));
                    shop.startSales(IMPATIENT);
                    shop.awaitReady();
                }),
                Named.of(
                        "kill -9 of the functions",
                        () -> shop.functions().processes().toList().forEach(Shop::kill)),
                Named.of("the lake stands still: S3, metadata and Runtime API hang", () -> {
                    signal("STOP", shop.lake().handle());
                    Thread.sleep(4_000);
                    signal("CONT", shop.lake().handle());
                }),
                Named.of("functions stand still: to the lake, their side of the Runtime API hangs", () -> {
                    var functions = shop.functions().processes().toList();
                    functions.forEach(function -> signal("STOP", function));
                    Thread.sleep(2_000);
                    functions.forEach(function -> signal("CONT", function));
                }),
                Named.of("the lake is restarted", () -> {
                    shop.lake().close();
                    shop.startLake();
                }),
                Named.of("kill -9 of the lake", () -> {
                    shop.lake().kill();
                    shop.startLake();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void nothingAcknowledgedIsLostOrCountedTwice(Fault fault) throws Exception {
        var over = new CompletableFuture<Void>();
        var sending = CompletableFuture.runAsync(() -> sendUntil(over));
        sendsOn();
        fault.happen();
        over.complete(null);
        sending.get(RECOVERY.toSeconds(), TimeUnit.SECONDS);

        shop.assertCounted(sender, RECOVERY);
    }

    /** At least once after the fault is over. */
    private static void sendUntil(CompletableFuture<Void> over) {
        try {
            boolean last = false;
            while (!last) {
                last = over.isDone();
                sender.send(AT_ONCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something of this till was acknowledged, so that the fault meets it at work. */
    private static void sendsOn() throws InterruptedException {
        long before = sender.acknowledged();
        for (int waited = 0; sender.acknowledged() == before && waited < RECOVERY.toMillis(); waited += 10) {
            Thread.sleep(10);
        }
    }

    /** Until somebody has met it, and a little longer than services wait. */
    private static void on(Wire.State state) throws InterruptedException {
        int before = wire.met();
        wire.is(state);
        for (int waited = 0; wire.met() == before && waited < 10_000; waited += 10) {
            Thread.sleep(10);
        }
        Thread.sleep(3_000);
        wire.is(Wire.State.WHOLE);
        assertThat(wire.met()).as("connections that met it").isGreaterThan(before);
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(status).isZero();
        } catch (Exception e) {
            throw new AssertionError("kill -" + name, e);
        }
    }
}
