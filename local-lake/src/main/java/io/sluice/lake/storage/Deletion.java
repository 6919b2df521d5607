package io.sluice.lake.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * What a delete did. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html">Deleting object versions</a>.
 *
 * @param deleteMarker whether a delete marker was written, or was what was removed
 * @param versionId of the version that was written or removed; empty in a bucket without versioning and where there was nothing
 */
public record Deletion(boolean deleteMarker, Optional<String> versionId) {
    static final Deletion NOTHING = new Deletion(false, Optional.empty());

    public Deletion {
        Objects.requireNonNull(versionId);
    }
}
