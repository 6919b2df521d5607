package io.sluice.lake.storage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One version of an object, or a delete marker, as it was when it was read. From
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ObjectVersion.html">ObjectVersion</a>.
 */
public record ObjectVersion(
        String bucket, ObjectKey key, Version version, Content content, ObjectAttributes attributes) {
    /** The id of the version that an object has in a bucket without versioning. */
    public static final String NULL_VERSION = "null";

    public ObjectVersion {
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(key);
        Objects.requireNonNull(version);
        Objects.requireNonNull(content);
        Objects.requireNonNull(attributes);
    }

    /**
     * Which version it is, and what kind.
     *
     * @param id {@value #NULL_VERSION} or 32 characters
     * @param latest whether it is what a read without a version id sees
     * @param lastModified whole milliseconds, never earlier than that of a version written before it
     */
    public record Version(String id, boolean latest, boolean deleteMarker, Instant lastModified) {
        public Version {
            Objects.requireNonNull(id);
            Objects.requireNonNull(lastModified);
        }
    }

    /**
     * What the body is known by.
     *
     * @param etag without quotes: the MD5 in hex, or for a multipart upload that of the MD5s of the parts, {@code -} and their
     *     number; empty for a delete marker
     * @param parts in order; empty where the object was not uploaded in parts
     */
    public record Content(long size, String etag, List<Checksum> checksums, List<Part> parts) {
        /** What a delete marker holds. */
        public static final Content NONE = new Content(0, "", List.of(), List.of());

        public Content {
            Objects.requireNonNull(etag);
            checksums = List.copyOf(checksums);
            parts = List.copyOf(parts);
        }
    }

    /** A part of a completed upload, under the number that the client gave; {@code offset} is where it begins in the object. */
    public record Part(int number, long offset, long size, List<Checksum> checksums) {
        public Part {
            checksums = List.copyOf(checksums);
        }
    }

    public String versionId() {
        return version.id();
    }

    public boolean latest() {
        return version.latest();
    }

    public boolean deleteMarker() {
        return version.deleteMarker();
    }

    public Instant lastModified() {
        return version.lastModified();
    }

    public long size() {
        return content.size();
    }

    public String etag() {
        return content.etag();
    }
}
