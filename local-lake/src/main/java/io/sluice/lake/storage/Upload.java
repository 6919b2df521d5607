package io.sluice.lake.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A multipart upload in progress. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Uploading and copying objects using multipart upload</a>.
 *
 * @param notes what the caller wants to find again: checksum algorithm and type, initiator, owner
 */
public record Upload(
        String bucket,
        ObjectKey key,
        String id,
        Instant initiated,
        ObjectAttributes attributes,
        Map<String, String> notes) {
    public static final int MAX_PARTS = 10_000;
    /** Of every part but the last. */
    public static final long MIN_PART_SIZE = 5L << 20;

    public Upload {
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(key);
        Objects.requireNonNull(id);
        Objects.requireNonNull(initiated);
        Objects.requireNonNull(attributes);
        notes = Map.copyOf(notes);
    }

    /** The name of an upload: its id counts only together with bucket and key. */
    public record Ref(String bucket, ObjectKey key, String id) {
        public Ref {
            Objects.requireNonNull(bucket);
            Objects.requireNonNull(key);
            Objects.requireNonNull(id);
        }
    }

    /** A part that was uploaded; {@code etag} is its MD5 in hex, without quotes. */
    public record Part(int number, long size, String etag, Instant lastModified, List<Checksum> checksums) {
        public Part {
            Objects.requireNonNull(etag);
            Objects.requireNonNull(lastModified);
            checksums = List.copyOf(checksums);
        }
    }

    /** One page of parts in order of their numbers; {@code next} is the marker of the next page. */
    public record Parts(Upload upload, List<Part> parts, Optional<Integer> next) {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /** One page of uploads, by key and within a key by the time they began; markers as in {@link Listing}. */
    public record Page(
            List<Upload> uploads, List<RawBytes> commonPrefixes, Optional<RawBytes> next, Optional<String> nextId) {
        public Page {
            uploads = List.copyOf(uploads);
            commonPrefixes = List.copyOf(commonPrefixes);
            Objects.requireNonNull(next);
            Objects.requireNonNull(nextId);
        }

        public boolean truncated() {
            return next.isPresent();
        }
    }

    /** A part as the client lists it when it completes the upload. */
    public record PartRef(int number, String etag) {
        public PartRef {
            Objects.requireNonNull(etag);
        }
    }

    /**
     * What makes an object of an upload.
     *
     * @param checksums of the object that results
     * @param condition of the object that results
     */
    public record Completion(List<PartRef> parts, List<Checksum> checksums, WriteCondition condition) {
        public Completion {
            parts = List.copyOf(parts);
            checksums = List.copyOf(checksums);
            Objects.requireNonNull(condition);
        }
    }
}
