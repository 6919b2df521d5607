package io.sluice.sales;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts the plain classes together out of the configuration. */
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Opened at the start: an application that cannot keep count does not come up. */
    @Produces
    @Singleton
    @Startup
    Ledger ledger(SalesConfig config) {
        return new Ledger(config.data(), config.keepEvents());
    }

    void close(@Disposes Ledger ledger) {
        ledger.close();
    }

    @Produces
    @Singleton
    Refusals refusals(Clock clock) {
        return new Refusals(clock);
    }

    @Produces
    @Singleton
    Follower follower(S3Client s3, SalesConfig config, Ledger ledger, Refusals refusals, Clock clock) {
        ObjectReader reader = new ObjectReader(Math.toIntExact(config.line().asLongValue()));
        Follower.Course course = new Follower.Course(
                config.bucket(), config.prefix(), config.window(), config.sweepEvery(), config.readers(), 1_000);
        return new Follower(s3, course, ledger, reader, refusals, clock);
    }

    @Produces
    @Singleton
    WalkThrough walkThrough(S3Client s3, SalesConfig config) {
        return new WalkThrough(
                s3,
                new WalkThrough.Places(config.bucket(), config.lakeBucket(), config.prefix(), config.otherPrefix()));
    }
}
