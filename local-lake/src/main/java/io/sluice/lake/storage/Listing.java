package io.sluice.lake.storage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of a listing, all of one moment, in unsigned byte order of keys and common prefixes together.
 *
 * @param commonPrefixes each ends in the delimiter
 * @param next the last key or common prefix of the page where more follows: the {@code after} of the next page
 * @param nextId beside {@code next} in a listing of versions, where the page ends in a version: the {@code afterId} of the next
 */
public record Listing(
        List<ObjectVersion> objects, List<RawBytes> commonPrefixes, Optional<RawBytes> next, Optional<String> nextId) {
    public Listing {
        objects = List.copyOf(objects);
        commonPrefixes = List.copyOf(commonPrefixes);
        Objects.requireNonNull(next);
        Objects.requireNonNull(nextId);
    }

    public boolean truncated() {
        return next.isPresent();
    }
}
