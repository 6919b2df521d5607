package io.sluice.lake.storage;

import java.util.List;
import java.util.Objects;

/** Everything about an object to be written but its body: where, what beside it, and under which condition. */
public record PutObject(
        String bucket, ObjectKey key, ObjectAttributes attributes, List<Checksum> checksums, WriteCondition condition) {
    public PutObject {
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(key);
        Objects.requireNonNull(attributes);
        Objects.requireNonNull(condition);
        checksums = List.copyOf(checksums);
    }

    public static PutObject of(String bucket, ObjectKey key) {
        return new PutObject(bucket, key, ObjectAttributes.NONE, List.of(), WriteCondition.NONE);
    }

    public PutObject with(ObjectAttributes replaced) {
        return new PutObject(bucket, key, replaced, checksums, condition);
    }

    public PutObject with(List<Checksum> replaced) {
        return new PutObject(bucket, key, attributes, replaced, condition);
    }

    public PutObject with(WriteCondition replaced) {
        return new PutObject(bucket, key, attributes, checksums, replaced);
    }
}
