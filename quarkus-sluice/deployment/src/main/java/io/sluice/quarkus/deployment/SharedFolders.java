package io.sluice.quarkus.deployment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Where the applications that have the same catalogue file find the same lake. */
final class SharedFolders {
    private SharedFolders() {}

    static Path of(Optional<Path> configured, Path catalogue) {
        var all = configured.orElseGet(() -> Path.of(System.getProperty("user.home"), ".sluice", "dev"));
        var name = UUID.nameUUIDFromBytes(catalogue.toString().getBytes(StandardCharsets.UTF_8));
        return all.toAbsolutePath().resolve(name.toString());
    }
}
