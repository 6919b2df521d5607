package io.sluice.lake.s3;

/**
 * The four settings of S3 Block Public Access, for an account, a bucket or an access point. Where several apply, the most
 * restrictive combination does. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">blocking public access</a>.
 */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    /** What new buckets and access points have. */
    public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true);

    public static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);

    /** What holds where both do. */
    public PublicAccessBlock and(PublicAccessBlock other) {
        return new PublicAccessBlock(
                blockPublicAcls || other.blockPublicAcls,
                ignorePublicAcls || other.ignorePublicAcls,
                blockPublicPolicy || other.blockPublicPolicy,
                restrictPublicBuckets || other.restrictPublicBuckets);
    }
}
