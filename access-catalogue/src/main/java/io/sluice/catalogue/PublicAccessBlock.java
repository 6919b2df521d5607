package io.sluice.catalogue;

/**
 * The four settings of
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">block public access</a>.
 */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    /** Nothing public, by no means: what every rendered bucket and access point has. */
    public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true);
}
