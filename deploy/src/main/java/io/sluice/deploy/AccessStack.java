package io.sluice.deploy;

import io.sluice.catalogue.NetworkOrigin;
import io.sluice.catalogue.RenderedAccessPoint;
import io.sluice.catalogue.RenderedBucket;
import java.util.List;
import software.amazon.awscdk.services.s3.CfnAccessPoint;
import software.amazon.awscdk.services.s3.CfnAccessPoint.PublicAccessBlockConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnAccessPoint.VpcConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucketPolicy;

/**
 * The policies of buckets, and an access point with its policy for each application. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html">access point policies</a>.
 */
final class AccessStack extends CatalogueStack {
    private static final PublicAccessBlockConfigurationProperty BLOCKED =
            PublicAccessBlockConfigurationProperty.builder()
                    .blockPublicAcls(true)
                    .ignorePublicAcls(true)
                    .blockPublicPolicy(true)
                    .restrictPublicBuckets(true)
                    .build();

    AccessStack(Blueprint blueprint, String name, List<RenderedBucket> buckets, List<RenderedAccessPoint> points) {
        super(blueprint, name, "Who comes in to the lake: bucket policies, and an access point for each application");
        buckets.forEach(this::bucketPolicy);
        points.forEach(this::accessPoint);
    }

    private void bucketPolicy(RenderedBucket bucket) {
        bucket.policy()
                .ifPresent(policy -> CfnBucketPolicy.Builder.create(this, bucketId(bucket.name()) + "Policy")
                        .bucket(text(bucket.name()))
                        .policyDocument(document(policy))
                        .build());
    }

    private void accessPoint(RenderedAccessPoint point) {
        var id = LogicalIds.camel(point.name());
        blocked(point.publicAccessBlock());
        var resource = CfnAccessPoint.Builder.create(this, id + "AccessPoint")
                .name(point.name())
                .bucket(text(point.bucket()))
                .publicAccessBlockConfiguration(BLOCKED);
        point.policy().ifPresent(policy -> resource.policy(document(policy)));
        if (point.networkOrigin() instanceof NetworkOrigin.Vpc(var vpc)) {
            resource.vpcConfiguration(
                    VpcConfigurationProperty.builder().vpcId(vpc).build());
        }
        resource.build();
        if (point.name().equals(Systems.SALES_ACCESS_POINT) || point.name().equals(Systems.LAMBDA_ACCESS_POINT)) {
            output(id + "AccessPointArn", "What a request names in place of the bucket", text(point.arn()));
        }
    }
}
