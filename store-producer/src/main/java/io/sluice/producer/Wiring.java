package io.sluice.producer;

import io.sluice.events.KeyLayout;
import io.sluice.events.WriteTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the plain classes together out of the configuration. */
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    Clock clock(ProducerConfig config) {
        return Clock.system(config.zone().map(ZoneId::of).orElseGet(ZoneId::systemDefault));
    }

    @Produces
    @Singleton
    Totals totals() {
        return new Totals();
    }

    @Produces
    @Singleton
    ObjectWriter objectWriter(S3Client s3, ProducerConfig config, Clock clock) {
        KeyLayout layout = new KeyLayout(config.prefix().orElse(""), clock.getZone());
        return new ObjectWriter(s3, config.bucket(), layout, new WriteTimes(clock));
    }

    @Produces
    @Singleton
    BatchWriter batchWriter(ObjectWriter objects, Totals totals, ProducerConfig config) {
        return new BatchWriter(
                objects,
                totals,
                new BatchWriter.Bounds(
                        Math.toIntExact(config.batch().maxBytes().asLongValue()),
                        config.batch().maxEvents(),
                        config.batch().maxAge(),
                        config.limits().writes(),
                        config.compression()));
    }

    void close(@Disposes BatchWriter writer) {
        writer.close();
    }

    @Produces
    @Singleton
    Intake intake(BatchWriter writer, ObjectWriter objects, ProducerConfig config) {
        return new Intake(
                writer,
                objects,
                new Intake.Bounds(config.limits().uploads(), config.limits().failures()));
    }
}
