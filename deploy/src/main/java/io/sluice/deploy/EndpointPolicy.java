package io.sluice.deploy;

import io.sluice.catalogue.RenderedCatalogue;
import java.util.List;
import java.util.Map;

/**
 * What may leave the network for S3: requests of this account to buckets and access points of this account, so that nothing is carried to
 * somebody else's bucket; and reading from the buckets that Amazon Linux, Systems Manager and ECR are served from. It allows nothing by
 * itself. A request by an access point must be allowed for the access point and for the bucket. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html">access points in a VPC</a>, <a
 * href="https://docs.aws.amazon.com/linux/al2023/ug/managing-repos-os-updates.html">AL2023's repositories</a>, <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-minimum-s3-permissions.html">the agent's buckets</a> and <a
 * href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html">ECR's layers</a>.
 */
record EndpointPolicy(Placeholders placeholders, RenderedCatalogue catalogue) {
    Map<String, Object> document() {
        var account = placeholders.text(catalogue.account());
        var own = Policies.when(
                Policies.allow("OwnBuckets", "*", List.of("s3:*"), "*"),
                "StringEquals",
                "aws:PrincipalAccount",
                account,
                "aws:ResourceAccount",
                account);
        var served = Policies.allow("ServedByAws", "*", List.of("s3:GetObject"), servedByAws());
        return Policies.document(List.of(own, served));
    }

    private List<String> servedByAws() {
        var region = catalogue.region();
        return List.of(
                        "al2023-repos-" + region + "-de612dc2",
                        "amazon-ssm-" + region,
                        "aws-ssm-" + region,
                        "prod-" + region + "-starport-layer-bucket")
                .stream()
                .map(bucket -> placeholders.text("arn:aws:s3:::" + bucket + "/*"))
                .toList();
    }
}
