package io.sluice.lake.lambda;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** One thread for what has to happen at a time; after its end nothing more does. */
final class Timers {
    private Timers() {}

    static ScheduledExecutorService start(String name) {
        var timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timers;
    }
}
