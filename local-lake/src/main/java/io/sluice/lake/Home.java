package io.sluice.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * The folder of one lake.
 *
 * @param temporary whether it goes when the lake does
 */
record Home(Path folder, boolean temporary) implements AutoCloseable {
    static Home open(Optional<Path> asked) throws IOException {
        if (asked.isEmpty()) {
            return new Home(Files.createTempDirectory("local-lake"), true);
        }
        return new Home(Files.createDirectories(asked.get().toAbsolutePath()), false);
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + folder, e);
        }
    }
}
