package io.sluice.lake.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * What to list. Raw bytes, so that a prefix may end inside a character. Only keys and common prefixes greater than {@code after}
 * are listed. From <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a> and
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>.
 *
 * @param prefix empty for every key
 * @param delimiter empty for none: keys with it behind the prefix are rolled up into one common prefix
 * @param after marker, start-after or what the token stands for; empty to begin at the first key
 * @param afterId only in listings of versions and uploads: begins behind this version or upload of the key {@code after}
 *     instead of behind all of that key
 * @param maxKeys keys and common prefixes together; the caller bounds it
 */
public record ListQuery(RawBytes prefix, RawBytes delimiter, RawBytes after, Optional<String> afterId, int maxKeys) {
    public ListQuery {
        Objects.requireNonNull(prefix);
        Objects.requireNonNull(delimiter);
        Objects.requireNonNull(after);
        Objects.requireNonNull(afterId);
        if (maxKeys < 0) {
            throw new IllegalArgumentException("max keys is negative");
        }
    }

    /** The first page of everything. */
    public static ListQuery all(int maxKeys) {
        return new ListQuery(RawBytes.EMPTY, RawBytes.EMPTY, RawBytes.EMPTY, Optional.empty(), maxKeys);
    }

    /** The first page under a prefix, rolled up by a delimiter. */
    public static ListQuery under(RawBytes prefix, RawBytes delimiter, int maxKeys) {
        return new ListQuery(prefix, delimiter, RawBytes.EMPTY, Optional.empty(), maxKeys);
    }

    /** The same list from behind {@code marker} on. */
    public ListQuery after(RawBytes marker, Optional<String> id) {
        return new ListQuery(prefix, delimiter, marker, id, maxKeys);
    }
}
