package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * S3's data plane over an object store. A request is parsed with {@link S3Request#parse}, and {@link #perform} asks its gate for
 * every permission before anything is read or written. Safe for use by many threads.
 */
public final class S3 {
    /** A document in the body adds to what these need, so they ask themselves, before anything else. */
    private static final Set<Operation> ASK_THEMSELVES =
            EnumSet.of(Operation.CreateBucket, Operation.PutObjectTagging, Operation.DeleteObjects);

    private static final Set<Operation> BODY_IS_READ = EnumSet.of(
            Operation.CreateBucket,
            Operation.PutBucketVersioning,
            Operation.PutBucketPolicy,
            Operation.PutPublicAccessBlock,
            Operation.PutBucketNotificationConfiguration,
            Operation.DeleteObjects,
            Operation.PutObject,
            Operation.PutObjectTagging,
            Operation.UploadPart,
            Operation.CompleteMultipartUpload);

    private final ObjectStore store;
    private final Permissions permissions;
    private final Buckets buckets;
    private final BucketDocuments documents;
    private final Reads reads;
    private final Writes writes;
    private final Deletes deletes;
    private final Tagging tagging;
    private final Copies copies;
    private final Listings listings;
    private final Uploads uploads;
    private final UploadListings uploadListings;

    /**
     * What the operations work with.
     *
     * @param listener who is told of what happens to objects
     * @param region the one Region of the lake
     */
    public record Parts(
            ObjectStore store,
            BucketPolicies policies,
            AddressBook addresses,
            BucketNotifications notifications,
            ObjectEvent.Listener listener,
            String region,
            Clock clock) {
        public Parts {
            Objects.requireNonNull(notifications);
            Objects.requireNonNull(listener);
            Objects.requireNonNull(store);
            Objects.requireNonNull(policies);
            Objects.requireNonNull(addresses);
            Objects.requireNonNull(region);
            Objects.requireNonNull(clock);
        }
    }

    public S3(Parts parts) {
        store = parts.store();
        permissions = new Permissions(store);
        buckets = new Buckets(parts, permissions);
        documents = new BucketDocuments(parts.policies(), parts.notifications());
        reads = new Reads(store);
        var events = new ObjectEvents(parts.listener(), parts.clock());
        writes = new Writes(store, events);
        deletes = new Deletes(store, permissions, events);
        tagging = new Tagging(store, permissions);
        var sources = new CopySources(parts, permissions);
        copies = new Copies(store, sources, permissions, events);
        listings = new Listings(store);
        uploads = new Uploads(store, sources, events);
        uploadListings = new UploadListings(store);
    }

    /** The permissions that the head of a request asks for; its body or copy source may need more. */
    public List<Permission> permissions(S3Request request) {
        return permissions.of(request);
    }

    /**
     * Does what the request asks for and answers it.
     *
     * @throws AwsException where it is refused: the caller answers with {@link Answer#error}
     * @throws IOException where the client or the disk fails
     */
    public void perform(S3Request request, Caller caller, Gate gate, RequestBody body, Answer answer)
            throws IOException {
        var call = new Call(request, caller, bucket(request), gate, body, answer);
        checkOwner(request, call.found());
        if (!ASK_THEMSELVES.contains(request.operation())) {
            permissions.of(request).forEach(gate::require);
        }
        takeUnusedBody(call);
        execute(call);
    }

    /** A body that the operation has no use for has to be what was signed, too. */
    private static void takeUnusedBody(Call call) throws IOException {
        if (BODY_IS_READ.contains(call.request().operation())) {
            return;
        }
        var body = call.body().stream();
        if (body.read() >= 0 && body.readNBytes(XmlIn.SMALL).length == XmlIn.SMALL) {
            throw new AwsException(ErrorCode.MaxMessageLengthExceeded);
        }
    }

    private Optional<Bucket> bucket(S3Request request) {
        if (request.address().isEmpty() || request.operation() == Operation.CreateBucket) {
            return Optional.empty();
        }
        var name = request.address().get().bucket();
        return Optional.of(store.bucket(name)
                .orElseThrow(() -> new AwsException(
                        ErrorCode.NoSuchBucket, ErrorCode.NoSuchBucket.message(), Map.of("BucketName", name))));
    }

    /** <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html">Bucket owner condition</a>. */
    private static void checkOwner(S3Request request, Optional<Bucket> bucket) {
        checkOwner(request, "x-amz-expected-bucket-owner", bucket);
    }

    static void checkOwner(S3Request request, String header, Optional<Bucket> bucket) {
        var expected = request.header(header);
        if (expected.isPresent()
                && bucket.isPresent()
                && !bucket.get().account().equals(expected.get())) {
            throw new AwsException(ErrorCode.AccessDenied);
        }
    }

    private void execute(Call call) throws IOException {
        switch (call.request().operation()) {
            case ListBuckets -> buckets.list(call);
            case CreateBucket -> buckets.create(call);
            case DeleteBucket -> buckets.delete(call);
            case HeadBucket -> buckets.head(call);
            case GetBucketLocation -> buckets.location(call);
            case GetBucketVersioning -> buckets.versioning(call);
            case PutBucketVersioning -> buckets.putVersioning(call);
            case GetBucketAcl -> Ownership.acl(call);
            case GetBucketOwnershipControls -> Ownership.controls(call);
            case GetBucketPolicy -> documents.policy(call);
            case PutBucketPolicy -> documents.putPolicy(call);
            case DeleteBucketPolicy -> documents.deletePolicy(call);
            case GetBucketPolicyStatus -> documents.policyStatus(call);
            case GetBucketNotificationConfiguration -> documents.notifications(call);
            case PutBucketNotificationConfiguration -> documents.putNotifications(call);
            case GetPublicAccessBlock -> documents.accessBlock(call);
            case PutPublicAccessBlock -> documents.putAccessBlock(call);
            case DeletePublicAccessBlock -> documents.deleteAccessBlock(call);
            case ListObjects -> listings.first(call);
            case ListObjectsV2 -> listings.second(call);
            case ListObjectVersions -> listings.versions(call);
            case ListMultipartUploads -> uploadListings.uploads(call);
            case DeleteObjects -> deletes.many(call);
            case GetObject, HeadObject -> reads.object(call);
            case GetObjectAttributes -> reads.attributes(call);
            case GetObjectAcl -> reads.acl(call);
            case PutObject -> writes.object(call);
            case CopyObject -> copies.object(call);
            case DeleteObject -> deletes.one(call);
            case GetObjectTagging -> tagging.get(call);
            case PutObjectTagging -> tagging.put(call);
            case DeleteObjectTagging -> tagging.delete(call);
            case CreateMultipartUpload -> uploads.create(call);
            case UploadPart -> uploads.part(call);
            case UploadPartCopy -> uploads.partCopy(call);
            case CompleteMultipartUpload -> uploads.complete(call);
            case AbortMultipartUpload -> uploads.abort(call);
            case ListParts -> uploadListings.parts(call);
        }
    }
}
