package io.sluice.broker.browse;

import java.time.Instant;
import java.util.Objects;

/**
 * A version of an object.
 *
 * @param deletion whether it says that the object was deleted
 */
public record Version(String id, Instant modified, long size, boolean latest, boolean deletion) {
    public Version {
        Objects.requireNonNull(id);
        Objects.requireNonNull(modified);
    }
}
