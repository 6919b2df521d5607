package io.sluice.lake.s3;

import io.sluice.lake.storage.Bucket;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to an object and is on disk. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">event notification
 * types</a>.
 *
 * @param name {@code ObjectCreated:Put}
 * @param content what there is of it now; none where it was removed
 * @param versionId none in a bucket without versions
 */
public record ObjectEvent(
        String name,
        Bucket bucket,
        String key,
        Optional<Content> content,
        Optional<String> versionId,
        Instant time,
        Cause cause) {
    public ObjectEvent {
        Objects.requireNonNull(name);
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(key);
        Objects.requireNonNull(content);
        Objects.requireNonNull(versionId);
        Objects.requireNonNull(time);
        Objects.requireNonNull(cause);
    }

    /** What is told of the object. */
    public record Content(long size, String etag) {}

    /** The request that it came of. */
    public record Cause(String principalId, String address, String requestId, String hostId) {}

    /** Who wants to know of it. It is asked before the request is answered, and must not take long. */
    @FunctionalInterface
    public interface Listener {
        Listener NONE = _ -> {};

        void happened(ObjectEvent event);
    }
}
