package io.sluice.lake.s3;

import io.sluice.lake.storage.Bucket;
import java.util.Optional;

/**
 * The bucket policies and public access blocks, by bucket. Whoever keeps them checks the documents, and refuses a public one where the
 * bucket's block forbids it.
 */
public interface BucketPolicies {
    /** The document as it was put. */
    Optional<String> policy(String bucket);

    /**
     * Replaces the policy.
     *
     * @param caller whom a refusal speaks of
     * @throws io.sluice.lake.error.AwsException {@code MalformedPolicy}, or {@code AccessDenied} for a public one that is blocked
     */
    void putPolicy(Bucket bucket, String document, Caller caller);

    void deletePolicy(String bucket);

    /** Whether the bucket's policy gives access to the public; false without a policy. */
    boolean isPublic(String bucket);

    Optional<PublicAccessBlock> accessBlock(String bucket);

    void putAccessBlock(String bucket, PublicAccessBlock block);

    void deleteAccessBlock(String bucket);
}
