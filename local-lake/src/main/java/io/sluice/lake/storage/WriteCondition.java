package io.sluice.lake.storage;

import java.util.Objects;

/**
 * What must be true of the latest version at the moment of a write; decided and written as one step. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional writes</a>.
 */
public sealed interface WriteCondition {
    WriteCondition NONE = new None();
    /** {@code If-None-Match: *}; where an object is there the write is refused with PreconditionFailed. */
    WriteCondition ABSENT = new Absent();

    /** Writes whatever is there. */
    record None() implements WriteCondition {}

    /** Writes only where there is no object, or its latest version is a delete marker. */
    record Absent() implements WriteCondition {}

    /**
     * {@code If-Match}: refused with NoSuchKey where there is no object, with PreconditionFailed where it has another ETag.
     *
     * @param etag without quotes, or {@code *} for any object
     */
    record Matches(String etag) implements WriteCondition {
        public Matches {
            Objects.requireNonNull(etag);
        }
    }
}
