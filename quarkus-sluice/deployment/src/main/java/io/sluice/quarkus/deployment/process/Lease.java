package io.sluice.quarkus.deployment.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that says that a process uses what runs in a folder. It counts while that very process runs: an application whose catalogue is
 * wrong for an hour keeps it, and one that was killed does not. Its name is {@code PID-START}, START in milliseconds, since process ids come
 * again.
 */
public record Lease(Path file) {
    private static final String FOLDER = "leases";

    /** That of this process, however often it is taken. */
    public static Lease take(Path used) throws IOException {
        var folder = Files.createDirectories(used.resolve(FOLDER));
        var self = ProcessHandle.current();
        var lease = folder.resolve(self.pid() + "-" + start(self));
        Files.write(lease, new byte[0]);
        return new Lease(lease);
    }

    /** Whether any process uses it; leases that no longer count are taken away. */
    public static boolean anyAlive(Path used) throws IOException {
        var folder = used.resolve(FOLDER);
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
        var parts = name.split("-", 2);
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(ProcessHandle::isAlive)
                .filter(process -> start(process) == Long.parseLong(parts[1]))
                .isPresent();
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
