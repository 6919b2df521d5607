package io.sluice.quarkus.deployment.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Whether anybody still uses what runs in a folder. Nobody is believed only after longer than an application takes to start anew. */
public final class Attendance {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path folder;
    private long used = System.nanoTime();

    public Attendance(Path folder) {
        this.folder = folder;
    }

    /** To be asked about every second. */
    public boolean over() throws IOException {
        if (Lease.anyAlive(folder)) {
            used = System.nanoTime();
        }
        return System.nanoTime() - used > PATIENCE.toNanos();
    }
}
