package io.sluice.quarkus.deployment.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * A file that says that a process uses the lake. It counts while that very process runs, so nobody who was killed keeps a lake alive.
 * Its name is {@code PID-START-UNIQUE}, START in milliseconds, since process ids come again.
 */
record Lease(Path file) {
    private static final String FOLDER = "leases";

    static Lease take(Path lake) throws IOException {
        var folder = Files.createDirectories(lake.resolve(FOLDER));
        var self = ProcessHandle.current();
        return new Lease(Files.createFile(folder.resolve(self.pid() + "-" + start(self) + "-" + UUID.randomUUID())));
    }

    /** Whether any process uses the lake; leases that no longer count are taken away. */
    static boolean anyAlive(Path lake) throws IOException {
        var folder = lake.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        var alive = false;
        try (var leases = Files.newDirectoryStream(folder)) {
            for (var lease : leases) {
                if (alive(lease.getFileName().toString())) {
                    alive = true;
                } else {
                    Files.deleteIfExists(lease);
                }
            }
        }
        return alive;
    }

    private static boolean alive(String name) {
        var parts = name.split("-", 3);
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> start(process) == Long.parseLong(parts[1]))
                .isPresent();
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    void end() throws IOException {
        Files.deleteIfExists(file);
    }
}
