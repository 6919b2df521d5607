package io.sluice.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.EventType;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Store events from the producer through the lake to both consumers, as fast as 70 % of the machine allow: every event is counted once,
 * and nothing grows. For a minute, with {@code -Dsluice.long=true} for half an hour, with {@code -Dsluice.soak.minutes=N} for another
 * time. Ten minutes are the least after which growth is told from warming up. Leaves its figures in {@code target/soak.md}.
 */
final class SoakIT {
    private static final Duration TIME =
            Duration.ofMinutes(Integer.getInteger("sluice.soak.minutes", Boolean.getBoolean("sluice.long") ? 30 : 1));
    private static final boolean GROWTH_SHOWS = TIME.compareTo(Duration.ofMinutes(10)) >= 0;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int STEPS_TO_A_CENSUS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double SHARE = 0.7;
    private static final int TILLS = 2;
    private static final int AT_ONCE = 1_000;

    /** Inventory events that the function, which takes one object at a time, may be behind. */
    private static final int BEHIND = 10_000;

    @TempDir
    Path scratch;

    private final Load load = new Load();
    private final Census census = new Census();
    private final List<Double> shares = new ArrayList<>();

    @Test
    void everyEventIsReadOnceByEachConsumerAndNothingGrows() throws Exception {
        try (var shop = new Shop(scratch);
                var http = HttpClient.newHttpClient()) {
            open(shop);
            try (var tills = new Tills(http, shop.producer().address(), TILLS, AT_ONCE)) {
                watch(shop, tills);
                tills.end();
                awaitConsumers(shop, tills);
                report(tills);
                assertCounted(shop, tills);
            }
        }
        if (GROWTH_SHOWS) {
            assertThat(census.settled())
                    .as("lake, two services and two functions")
                    .hasSizeGreaterThanOrEqualTo(5);
            assertThat(census.grown()).isEmpty();
        }
    }

    /**
     * All have their heap from the start: a JVM that takes it bit by bit grows to its bound, which looks like a leak and is none. That of the
     * functions is smaller than what they are allowed, since a function is killed for memory beside its heap too.
     */
    private static void open(Shop shop) throws Exception {
        shop.startLake(heapOf("600m"));
        shop.startProducer(heapOf("256m"));
        shop.startSales(heapOf("256m"));
        shop.functions().deploy(heapOf("256m"));
        shop.awaitReady();
        shop.functions().awaitRun();
    }

    private static Map<String, String> heapOf(String size) {
        return Map.of("JAVA_TOOL_OPTIONS", "-Xms" + size + " -Xmx" + size + " -XX:+AlwaysPreTouch");
    }

    /** Holds the load at its share, and takes a census now and then, until the time is over. */
    private void watch(Shop shop, Tills tills) throws Exception {
        load.share(processes(shop));
        long end = System.nanoTime() + TIME.toNanos();
        for (int step = 1; System.nanoTime() < end; step++) {
            Thread.sleep(STEP);
            double share = load.share(processes(shop));
            shares.add(share);
            long behind = tills.sent(EventType.INVENTORY).events()
                    - shop.inventoryCounted().events();
            tills.pace().scale(behind > BEHIND ? 0.8 : SHARE / share);
            if (step % STEPS_TO_A_CENSUS == 0) {
                shop.functions().sweep();
                census.take(shop);
            }
        }
    }

    /** Those of the shop, and this one, which sends. */
    private static List<ProcessHandle> processes(Shop shop) {
        return Stream.concat(
                        Stream.of(
                                ProcessHandle.current(),
                                shop.lake().handle(),
                                Shop.handle(shop.producer()),
                                Shop.handle(shop.sales())),
                        shop.functions().processes())
                .toList();
    }

    private static void awaitConsumers(Shop shop, Tills tills) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end
                && (shop.salesCounted().events() < tills.sent(EventType.SALES).events()
                        || shop.inventoryCounted().events()
                                < tills.sent(EventType.INVENTORY).events())) {
            shop.functions().sweep();
            Thread.sleep(200);
        }
    }

    private static void assertCounted(Shop shop, Tills tills) throws Exception {
        assertThat(tills.sent(EventType.SALES).events()).isPositive();
        assertThat(shop.salesCounted()).isEqualTo(tills.sent(EventType.SALES));
        assertThat(shop.inventoryCounted())
                .isEqualTo(tills.sent(EventType.INVENTORY).withoutMoney());
    }

    private void report(Tills tills) throws IOException {
        long events = tills.sent(EventType.SALES).events()
                + tills.sent(EventType.INVENTORY).events();
        var text = "%d minutes, %.0f %% of the machine (mean), %d events, %.0f a second, %d sent again%n%n%s"
                .formatted(
                        TIME.toMinutes(),
                        100
                                * shares.stream()
                                        .mapToDouble(each -> each)
                                        .average()
                                        .orElse(0),
                        events,
                        (double) events / TIME.toSeconds(),
                        tills.repeated(),
                        census.table());
        Files.writeString(Path.of("target", "soak.md"), text);
    }
}
