package io.sluice.deploy;

import software.amazon.awscdk.services.s3.CfnAccessPoint;
import software.amazon.awscdk.services.s3.CfnBucket;

/** All four settings of <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">block
 * public access</a>, for what has them. */
final class Blocks {
    private Blocks() {}

    static CfnBucket.PublicAccessBlockConfigurationProperty bucket() {
        return CfnBucket.PublicAccessBlockConfigurationProperty.builder()
                .blockPublicAcls(true)
                .ignorePublicAcls(true)
                .blockPublicPolicy(true)
                .restrictPublicBuckets(true)
                .build();
    }

    static CfnAccessPoint.PublicAccessBlockConfigurationProperty accessPoint() {
        return CfnAccessPoint.PublicAccessBlockConfigurationProperty.builder()
                .blockPublicAcls(true)
                .ignorePublicAcls(true)
                .blockPublicPolicy(true)
                .restrictPublicBuckets(true)
                .build();
    }
}
