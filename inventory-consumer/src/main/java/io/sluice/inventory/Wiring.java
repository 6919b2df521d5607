package io.sluice.inventory;

import io.sluice.events.EventGenerator;
import io.sluice.events.KeyLayout;
import io.sluice.events.Shape;
import io.sluice.events.WriteTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the plain classes together out of the configuration. */
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Inventory.Places places(InventoryConfig config) {
        if (!config.prefix().endsWith("/") || !config.otherPrefix().endsWith("/")) {
            throw new IllegalArgumentException("sluice.inventory.prefix and sluice.inventory.other-prefix have to end"
                    + " with /, such as inventory_event/");
        }
        return new Inventory.Places(config.prefix());
    }

    @Produces
    @Singleton
    Lake lake(S3Client s3, View view, InventoryConfig config) {
        return new Lake(s3, config.bucket(), view);
    }

    @Produces
    @Singleton
    View view(S3Client s3, InventoryConfig config) {
        if (config.viewUrl().isEmpty()) {
            return new S3View(s3, config.view().orElse(config.bucket()));
        }
        if (config.view().isPresent()) {
            throw new IllegalArgumentException(
                    "sluice.inventory.view and sluice.inventory.view-url are both set; objects"
                            + " are read by one of them, so leave the other out");
        }
        return new HttpView(
                ApacheHttpClient.create(), config.viewUrl().get(), s3, key -> Lake.find(s3, config.bucket(), key));
    }

    @Produces
    @Singleton
    LedgerStore store(S3Client s3, InventoryConfig config) {
        InventoryConfig.Limits limits = config.limits();
        return new LedgerStore(
                new Lake(s3, config.bucket(), new S3View(s3, config.bucket())),
                config.state(),
                new Bounds(
                        limits.stock(),
                        limits.objects(),
                        limits.pending(),
                        limits.attempts(),
                        limits.orders(),
                        limits.requests()));
    }

    @Produces
    @Singleton
    Inventory inventory(Lake lake, LedgerStore store, Inventory.Places places, InventoryConfig config) {
        ObjectLines lines =
                new ObjectLines(Math.toIntExact(config.limits().line().asLongValue()));
        ObjectReader reader = new ObjectReader(lake, lines, config.limits().objectEvents());
        return new Inventory(lake, store, reader, places, config.reserve());
    }

    @Produces
    @Singleton
    TimeLimit timeLimit(InventoryConfig config, Clock clock) {
        return new TimeLimit(config.timeLimit(), clock);
    }

    @Produces
    @Singleton
    Reports reports(Lake lake, LedgerStore store, Inventory.Places places, InventoryConfig config, Clock clock) {
        Report report = new Report(config.limits().report(), config.restockAt());
        return new Reports(lake, store, places.report(), report, clock);
    }

    @Produces
    @Singleton
    Demonstration demonstration(Lake lake, InventoryConfig config, Clock clock) {
        return new Demonstration(
                lake,
                new EventGenerator(new SecureRandom(), clock, Shape.NAMED),
                new WriteTimes(clock),
                new Demonstration.Plan(
                        new KeyLayout("", clock.getZone()),
                        config.prefix(),
                        config.otherPrefix(),
                        config.demonstrated()));
    }
}
