package io.sluice.sales;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks for new objects again and again. */
@ApplicationScoped
class Schedule {
    private final Follower follower;

    Schedule(Follower follower) {
        this.follower = follower;
    }

    @Scheduled(every = "{sluice.sales.poll-every}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        follower.look();
    }
}
