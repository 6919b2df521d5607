package io.sluice.broker.browse;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something in a listing: an object, or a folder, which is what keys have in common up to a {@code /}.
 *
 * @param key the whole key or prefix
 * @param name the part of it that is shown
 * @param size of an object, where it is told
 */
public record Item(String key, String name, boolean folder, Optional<Long> size, Optional<Instant> modified) {
    public Item {
        Objects.requireNonNull(key);
        Objects.requireNonNull(name);
        Objects.requireNonNull(size);
        Objects.requireNonNull(modified);
    }

    static Item folder(String prefix) {
        return new Item(prefix, lastPart(prefix), true, Optional.empty(), Optional.empty());
    }

    static Item object(String key, long size, Instant modified) {
        return new Item(key, lastPart(key), false, Optional.of(size), Optional.of(modified));
    }

    /** An object whose size is not told. */
    static Item unsized(String key, String modified) {
        return new Item(key, lastPart(key), false, Optional.empty(), Optional.of(Instant.parse(modified)));
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('/', key.length() - 2) + 1);
    }
}
