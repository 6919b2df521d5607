package io.sluice.sales;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Looks for new objects again and again while the application runs. */
@ApplicationScoped
class Schedule {
    private final Rounds rounds;

    Schedule(Follower follower, SalesConfig config) {
        rounds = new Rounds(follower::look, config.pollEvery());
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    /** Before the ledger is closed, which a look writes. */
    void stop(@Observes ShutdownEvent event) {
        rounds.close();
    }
}
