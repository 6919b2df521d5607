package io.sluice.lake.s3;

import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.ObjectKey;
import java.util.Objects;
import java.util.Optional;

/**
 * One request on its way through an operation.
 *
 * @param found the bucket that it works on; none for the service itself and for a bucket to be made
 */
record Call(S3Request request, Caller caller, Optional<Bucket> found, Gate gate, RequestBody body, Answer answer) {
    Call {
        Objects.requireNonNull(request);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(found);
        Objects.requireNonNull(gate);
        Objects.requireNonNull(body);
        Objects.requireNonNull(answer);
    }

    Bucket bucket() {
        return found.orElseThrow();
    }

    ObjectKey key() {
        return request.objectKey();
    }

    /** Whether versions are told of in answers. */
    boolean versioned() {
        return bucket().versioning() != Bucket.Versioning.UNVERSIONED;
    }
}
