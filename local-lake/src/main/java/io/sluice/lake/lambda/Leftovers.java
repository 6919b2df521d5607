package io.sluice.lake.lambda;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which processes run for this lake, on disk: a lake that was killed leaves its functions behind, and the next one with the same data ends
 * them. A process is told from a later one of its number by when it started.
 */
final class Leftovers {
    private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());

    private final Path folder;

    Leftovers(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void remember(ProcessHandle process) throws IOException {
        var started = started(process);
        if (started.isPresent()) {
            Files.writeString(file(process.pid()), started.get().toString());
        }
    }

    void forget(long pid) {
        try {
            Files.deleteIfExists(file(pid));
        } catch (IOException e) {
            LOG.log(WARNING, "The note of process " + pid + " could not be deleted", e);
        }
    }

    /** Ends what an earlier lake left. */
    void end() throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                end(Long.parseLong(file.getFileName().toString()), Instant.parse(Files.readString(file)));
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void end(long pid, Instant started) {
        ProcessHandle.of(pid)
                .filter(process -> started(process).filter(started::equals).isPresent())
                .ifPresent(process -> Stream.concat(process.descendants(), Stream.of(process))
                        .toList()
                        .forEach(ProcessHandle::destroyForcibly));
    }

    private static Optional<Instant> started(ProcessHandle process) {
        return process.info().startInstant();
    }

    private Path file(long pid) {
        return folder.resolve(Long.toString(pid));
    }
}
