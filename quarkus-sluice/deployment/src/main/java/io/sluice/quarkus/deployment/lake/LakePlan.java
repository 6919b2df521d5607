package io.sluice.quarkus.deployment.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What lake is wanted.
 *
 * @param port 0 for a free one
 * @param sharedFolder where applications in dev mode find each other's lake; empty for a lake of one's own
 * @param classPath of its process
 */
public record LakePlan(CatalogueSource source, int port, Optional<Path> sharedFolder, List<Path> classPath) {
    public LakePlan {
        classPath = List.copyOf(classPath);
    }

    /** Equal where a lake that runs will do, whichever class loader asks. */
    public String identity() {
        return source.fingerprint() + " " + port + " "
                + sharedFolder.map(Path::toString).orElse("");
    }
}
