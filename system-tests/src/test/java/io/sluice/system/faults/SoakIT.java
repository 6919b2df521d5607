package io.sluice.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.EventType;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Store events from the producer through the lake to both consumers, as fast as 70 % of the machine allow, for half an hour ({@code
 * -Dsluice.soak.minutes=N} for another time): nothing may grow, and every event is counted once. Runs with {@code -Dsluice.long=true}.
 */
@EnabledIfSystemProperty(named = "sluice.long", matches = "true", disabledReason = "takes minutes")
final class SoakIT {
    private static final boolean LONG = Boolean.getBoolean("sluice.long");
    private static final Duration TIME =
            LONG ? Duration.ofMinutes(Integer.getInteger("sluice.soak.minutes", 30)) : Duration.ofSeconds(12);
    private static final Duration STEP = LONG ? Duration.ofSeconds(5) : Duration.ofSeconds(2);
    private static final int STEPS_TO_A_CENSUS = 6;
    private static final double SHARE = 0.7;
    private static final int SENDERS = 2;
    private static final int AT_ONCE = LONG ? 1_000 : 200;
    /** Objects that the inventory function, which takes one at a time, may be behind. */
    private static final int BEHIND = 20;

    @TempDir
    Path scratch;

    private final Pace pace = new Pace();
    private final Load load = new Load();
    private final Census census = new Census();
    private final List<Double> shares = new ArrayList<>();
    private List<Sender> senders = List.of();
    private volatile boolean over;

    @Test
    void everyEventIsReadOnceByEachConsumerAndNothingGrows() throws Exception {
        try (var shop = new Shop(scratch);
                var http = HttpClient.newHttpClient();
                var threads = Executors.newFixedThreadPool(SENDERS)) {
            shop.startLake();
            shop.startProducer(Map.of());
            shop.startSales(Map.of());
            shop.deploy();
            shop.awaitReady();
            shop.awaitFunction();
            var sending = send(http, shop, threads);
            try {
                watch(shop);
            } finally {
                over = true;
            }
            for (var sender : sending) {
                sender.get(2, TimeUnit.MINUTES);
            }
            awaitConsumers(shop);
            report();
            assertThat(sent(EventType.SALES).events()).isPositive();
            assertThat(shop.salesCounted()).isEqualTo(sent(EventType.SALES));
            assertThat(shop.inventoryCounted())
                    .isEqualTo(sent(EventType.INVENTORY).withoutMoney());
            if (LONG) {
                assertThat(census.settled())
                        .as("lake, two services and two functions")
                        .hasSizeGreaterThanOrEqualTo(5);
                assertThat(census.grown()).isEmpty();
            }
        }
    }

    private List<Future<?>> send(HttpClient http, Shop shop, ExecutorService threads) {
        var made = new ArrayList<Sender>();
        var sending = new ArrayList<Future<?>>();
        for (int seed = 1; seed <= SENDERS; seed++) {
            var sender = new Sender(http, shop.producer().address(), seed);
            made.add(sender);
            sending.add(threads.submit(() -> {
                while (!over) {
                    pace.await(AT_ONCE);
                    sender.send(AT_ONCE);
                }
                return null;
            }));
        }
        senders = List.copyOf(made);
        return sending;
    }

    /** Holds the load at its share, and takes a census now and then, until the time is over. */
    private void watch(Shop shop) throws Exception {
        load.share(processes(shop));
        long end = System.nanoTime() + TIME.toNanos();
        for (int step = 1; System.nanoTime() < end; step++) {
            Thread.sleep(STEP);
            double share = load.share(processes(shop));
            shares.add(share);
            long behind =
                    sent(EventType.INVENTORY).events() - shop.inventoryCounted().events();
            pace.scale(behind > BEHIND * AT_ONCE / 2 ? 0.8 : SHARE / share);
            if (LONG && step % STEPS_TO_A_CENSUS == 0) {
                shop.sweep();
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
                        shop.functions())
                .toList();
    }

    private Tally sent(EventType type) {
        return senders.stream().map(sender -> sender.sent(type)).reduce(Tally.NONE, Tally::plus);
    }

    private void awaitConsumers(Shop shop) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(LONG ? 10 : 1).toNanos();
        while (System.nanoTime() < end
                && (shop.salesCounted().events() < sent(EventType.SALES).events()
                        || shop.inventoryCounted().events()
                                < sent(EventType.INVENTORY).events())) {
            shop.sweep();
            Thread.sleep(200);
        }
    }

    private void report() throws Exception {
        var text = "%d minutes, %.0f %% of the machine (mean), %d events, %.0f a second%n%n%s"
                .formatted(
                        TIME.toMinutes(),
                        100
                                * shares.stream()
                                        .mapToDouble(each -> each)
                                        .average()
                                        .orElse(0),
                        sent(EventType.SALES).events()
                                + sent(EventType.INVENTORY).events(),
                        (double) (sent(EventType.SALES).events()
                                        + sent(EventType.INVENTORY).events())
                                / TIME.toSeconds(),
                        census.table());
        Files.writeString(Path.of("target", "soak.md"), text);
    }
}
