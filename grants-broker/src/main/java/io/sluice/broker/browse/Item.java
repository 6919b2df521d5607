package io.sluice.broker.browse;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something in a listing: an object, or a folder, which is what keys have in common up to a {@code /}.
 *
 * @param key the whole key or prefix
 * @param name the part of it that is shown
 */
public record Item(String key, String name, boolean folder, long size, Optional<Instant> modified) {
    public Item {
        Objects.requireNonNull(key);
        Objects.requireNonNull(name);
        Objects.requireNonNull(modified);
    }
}
