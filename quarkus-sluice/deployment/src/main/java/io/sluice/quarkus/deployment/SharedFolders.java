package io.sluice.quarkus.deployment;

import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.runtime.LaunchMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** Where the applications that have the same catalogue file find the same lake. */
final class SharedFolders {
    private SharedFolders() {}

    /** Empty where nothing is shared: in tests, and where that is configured. */
    static Optional<Path> of(LaunchModeBuildItem mode, LakeConfig config, Path catalogue) {
        return mode.getLaunchMode() == LaunchMode.DEVELOPMENT && config.shared()
                ? Optional.of(of(config.folder(), catalogue))
                : Optional.empty();
    }

    private static Path of(Optional<Path> configured, Path catalogue) {
        var all = configured.orElseGet(() -> Path.of(System.getProperty("user.home"), ".sluice", "dev"));
        var name = UUID.nameUUIDFromBytes(catalogue.toString().getBytes(StandardCharsets.UTF_8));
        return all.toAbsolutePath().resolve(name.toString());
    }
}
