package io.sluice.system.faults;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the lake and its functions, or of a service, jumps by an hour, and back, while all run: signatures, sessions, keys and looks for new objects bear it. */
@EnabledIfSystemProperty(named = "sluice.long", matches = "true", disabledReason = "takes minutes")
final class ClockIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration RECOVERY = Duration.ofSeconds(Long.getLong("sluice.recovery.seconds", 120));
    private static final int EVENTS = 50;

    @TempDir
    Path scratch;

    @BeforeAll
    static void clocksCanBeMoved() {
        ShiftedClock.assumeAvailable();
    }

    @Test
    void noJumpOfAClockLosesAnEventOrCountsItTwice() throws Exception {
        var lake = new ShiftedClock(scratch.resolve("lake.clock"));
        var producer = new ShiftedClock(scratch.resolve("producer.clock"));
        var sales = new ShiftedClock(scratch.resolve("sales.clock"));
        try (var shop = new Shop(scratch);
                var http = HttpClient.newHttpClient()) {
            shop.startLake(lake.environment());
            shop.startProducer(producer.environment());
            shop.startSales(sales.environment());
            shop.functions().deploy(lake.environment());
            shop.awaitReady();
            var sender = new Sender(http, shop.producer().address(), 7);
            sendAndCount(shop, sender);
            jump(lake, shop.lake().handle(), shop, sender);
            jump(producer, Shop.handle(shop.producer()), shop, sender);
            jump(sales, Shop.handle(shop.sales()), shop, sender);
        }
    }

    private static void jump(ShiftedClock clock, ProcessHandle process, Shop shop, Sender sender) throws Exception {
        for (var by : List.of(HOUR, Duration.ZERO, HOUR.negated(), Duration.ZERO)) {
            clock.shift(process, by);
            sendAndCount(shop, sender);
        }
    }

    private static void sendAndCount(Shop shop, Sender sender) throws Exception {
        sender.send(EVENTS);
        shop.assertCounted(sender, RECOVERY);
    }
}
