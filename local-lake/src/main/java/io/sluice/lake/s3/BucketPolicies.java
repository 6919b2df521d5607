package io.sluice.lake.s3;

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
     * @throws io.sluice.lake.error.AwsException {@code MalformedPolicy}, or {@code AccessDenied} for a public one that is blocked
     */
    void putPolicy(String bucket, String document);

    void deletePolicy(String bucket);

    /** Whether the bucket's policy gives access to the public; false without a policy. */
    boolean isPublic(String bucket);

    Optional<AccessBlock> accessBlock(String bucket);

    void putAccessBlock(String bucket, AccessBlock block);

    void deleteAccessBlock(String bucket);

    /** The four settings of <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html">PublicAccessBlockConfiguration</a>. */
    record AccessBlock(
            boolean blockPublicAcls,
            boolean ignorePublicAcls,
            boolean blockPublicPolicy,
            boolean restrictPublicBuckets) {}
}
