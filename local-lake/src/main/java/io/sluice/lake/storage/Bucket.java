package io.sluice.lake.storage;

import java.time.Instant;
import java.util.Objects;

/**
 * A bucket: who owns it, where, since when, and whether its objects keep versions. The name is not judged here. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Bucket.html">Bucket</a> and
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html">Versioning</a>.
 *
 * @param account the twelve digits of the owner
 */
public record Bucket(String name, String region, String account, Instant created, Versioning versioning) {
    public Bucket {
        Objects.requireNonNull(name);
        Objects.requireNonNull(region);
        Objects.requireNonNull(account);
        Objects.requireNonNull(created);
        Objects.requireNonNull(versioning);
    }

    /** Once enabled, versioning can be suspended but not taken back to {@link #UNVERSIONED}. */
    public enum Versioning {
        UNVERSIONED,
        ENABLED,
        SUSPENDED
    }
}
