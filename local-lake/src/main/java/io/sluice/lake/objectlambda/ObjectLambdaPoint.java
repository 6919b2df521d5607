package io.sluice.lake.objectlambda;

import io.sluice.lake.accesspoint.AccessPointId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An Object Lambda access point. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetAccessPointForObjectLambda.html">GetAccessPointForObjectLambda</a>.
 *
 * @param alias a bucket's name for it, {@code …--ol-s3}
 * @param policy the document as it was put
 */
public record ObjectLambdaPoint(
        AccessPointId id,
        String region,
        String alias,
        Instant created,
        Configuration configuration,
        Optional<String> policy) {
    public ObjectLambdaPoint {
        Objects.requireNonNull(id);
        Objects.requireNonNull(region);
        Objects.requireNonNull(alias);
        Objects.requireNonNull(created);
        Objects.requireNonNull(configuration);
        Objects.requireNonNull(policy);
    }

    public String arn() {
        return arn(id, region);
    }

    static String arn(AccessPointId id, String region) {
        return "arn:aws:s3-object-lambda:" + region + ":" + id.account() + ":accesspoint/" + id.name();
    }

    ObjectLambdaPoint with(Configuration other) {
        return new ObjectLambdaPoint(id, region, alias, created, other, policy);
    }

    ObjectLambdaPoint with(Optional<String> newPolicy) {
        return new ObjectLambdaPoint(id, region, alias, created, configuration, newPolicy);
    }
}
