package io.sluice.lake.accesspoint;

import io.sluice.lake.s3.PublicAccessBlock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An access point: a second name of a bucket, with a policy, a network origin and a public access block of its own. Everything but the
 * policy is settled when it is created. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPoint.html">GetAccessPoint</a>.
 *
 * @param vpc the only VPC that requests may come from; none for the Internet
 * @param policy the document as it was put
 */
public record AccessPoint(
        AccessPointId id,
        String region,
        String bucket,
        String bucketAccount,
        String alias,
        Optional<String> vpc,
        PublicAccessBlock block,
        Instant created,
        Optional<String> policy) {
    public AccessPoint {
        Objects.requireNonNull(id);
        Objects.requireNonNull(region);
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(bucketAccount);
        Objects.requireNonNull(alias);
        Objects.requireNonNull(vpc);
        Objects.requireNonNull(block);
        Objects.requireNonNull(created);
        Objects.requireNonNull(policy);
    }

    public String arn() {
        return id.arn(region);
    }

    /** As condition keys and answers have it. */
    public String networkOrigin() {
        return vpc.isPresent() ? "VPC" : "Internet";
    }

    AccessPoint with(Optional<String> newPolicy) {
        return new AccessPoint(id, region, bucket, bucketAccount, alias, vpc, block, created, newPolicy);
    }
}
