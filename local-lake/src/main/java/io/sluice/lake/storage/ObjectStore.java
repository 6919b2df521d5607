package io.sluice.lake.storage;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Buckets, objects by raw key, their versions, and multipart uploads. A write is on disk when the method returns, and survives
 * {@code kill -9} whole or not at all. Writes take effect one after another; a read sees all or nothing of each. Who may do it is
 * not asked here.
 *
 * <p>Every method that names a bucket refuses with NoSuchBucket where it is not there. Refusals are
 * {@link io.sluice.lake.error.AwsException}; a disk that fails is an {@link java.io.UncheckedIOException}. Methods block and may be
 * called by virtual threads.
 */
public interface ObjectStore extends AutoCloseable {
    /**
     * Opens the store that a directory holds, or makes one in it. One process at a time may have it open.
     *
     * @param clock of the last-modified times
     */
    static ObjectStore open(Path directory, Clock clock) {
        return new RocksObjectStore(directory, clock, RocksObjectStore.MAX_INLINE);
    }

    /** Refuses with BucketAlreadyOwnedByYou or, where the owner is another account, BucketAlreadyExists. */
    void createBucket(Bucket bucket);

    Optional<Bucket> bucket(String name);

    /** All buckets of all accounts, by name. */
    List<Bucket> buckets();

    /** Refuses with IllegalVersioningConfigurationException to go back to unversioned. */
    Bucket setVersioning(String bucket, Bucket.Versioning versioning);

    /** Refuses with BucketNotEmpty where there are objects, versions, delete markers or uploads. */
    void deleteBucket(String bucket);

    /** Begins a body. */
    StagedBody stage();

    /** Writes an object; refuses as the condition says. */
    ObjectVersion put(PutObject request, StagedBody body);

    /**
     * Writes an object with the body of another version, without copying bytes where that is a file.
     *
     * @param source of this store; NoSuchKey where it was removed since it was opened
     */
    ObjectVersion copy(PutObject request, OpenObject source);

    /** The latest version; it may be a delete marker. */
    Optional<ObjectVersion> find(String bucket, ObjectKey key);

    Optional<ObjectVersion> find(String bucket, ObjectKey key, String versionId);

    /** The latest version for reading; it may be a delete marker, which has an empty body. */
    Optional<OpenObject> open(String bucket, ObjectKey key);

    Optional<OpenObject> open(String bucket, ObjectKey key, String versionId);

    /** Removes the object, or puts a delete marker on top, as the versioning of the bucket wants. Fine where nothing is there. */
    Deletion delete(String bucket, ObjectKey key, WriteCondition condition);

    /** Removes one version for good. Fine where it is not there: the answer then has no version id. */
    Deletion deleteVersion(String bucket, ObjectKey key, String versionId);

    /**
     * Replaces the tags of a version, or of the latest where the id is empty. Refuses with NoSuchKey, NoSuchVersion, and with
     * MethodNotAllowed on a delete marker.
     */
    ObjectVersion replaceTags(String bucket, ObjectKey key, Optional<String> versionId, Map<String, String> tags);

    /** Latest versions that are not delete markers. Jumps over what a common prefix stands for. */
    Listing list(String bucket, ListQuery query);

    /** All versions and delete markers, newest first within a key. */
    Listing listVersions(String bucket, ListQuery query);

    /** Begins a multipart upload. */
    Upload createUpload(String bucket, ObjectKey key, ObjectAttributes attributes, Map<String, String> notes);

    Optional<Upload> upload(Upload.Ref ref);

    /** Writes a part, replacing one of the same number. Refuses with NoSuchUpload. */
    Upload.Part putPart(Upload.Ref ref, int number, StagedBody body, List<Checksum> checksums);

    /** Parts with a number greater than {@code after}. Refuses with NoSuchUpload. */
    Upload.Parts listParts(Upload.Ref ref, int after, int maxParts);

    Upload.Page listUploads(String bucket, ListQuery query);

    /**
     * Makes an object of the parts, without copying them. Refuses with NoSuchUpload, InvalidPart, InvalidPartOrder, EntityTooSmall,
     * and as the condition says; the upload then stays.
     */
    ObjectVersion completeUpload(Upload.Ref ref, Upload.Completion completion);

    /** Forgets an upload and its parts. Refuses with NoSuchUpload. */
    void abortUpload(Upload.Ref ref);

    /** The records of the control planes. */
    Settings settings();

    @Override
    void close();
}
