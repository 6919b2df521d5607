package io.sluice.catalogue.replay;

import io.sluice.catalogue.PublicAccessBlock;
import io.sluice.catalogue.RenderedAccessPoint;
import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedObjectLambdaAccessPoint;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PublicAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything of a catalogue that a request can come to, found by name and never by looking through all of it. It does not change, and is
 * safe for several threads.
 */
final class Gates {
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Map<String, Point> points = new HashMap<>();
    private final Map<String, Lambda> lambdas = new HashMap<>();

    /**
     * Those of a catalogue.
     *
     * @throws IllegalArgumentException where a policy is public, and BlockPublicPolicy would keep it from being put
     */
    Gates(RenderedCatalogue rendered) {
        rendered.buckets().forEach(bucket -> buckets.put(bucket.name(), bucket(bucket)));
        rendered.accessPoints().forEach(point -> points.put(point.arn(), point(point)));
        rendered.objectLambdaAccessPoints().forEach(point -> lambdas.put(point.arn(), lambda(point)));
    }

    record Bucket(String arn, Checkpoint checkpoint, Optional<NamedPolicy> policy, PublicAccessBlock block) {
        String name() {
            return arn.substring(arn.lastIndexOf(':') + 1);
        }
    }

    record Point(Checkpoint checkpoint, Bucket bucket) {}

    record Lambda(RenderedObjectLambdaAccessPoint rendered, Checkpoint checkpoint) {}

    Optional<Bucket> bucket(String name) {
        return Optional.ofNullable(buckets.get(name));
    }

    Optional<Point> accessPoint(String arn) {
        return Optional.ofNullable(points.get(arn));
    }

    Optional<Lambda> objectLambda(String arn) {
        return Optional.ofNullable(lambdas.get(arn));
    }

    private static Bucket bucket(RenderedBucket bucket) {
        var arn = "arn:aws:s3:::" + bucket.name();
        var policy = bucket.policy().map(json -> policy("buckets/" + bucket.name(), json));
        var block = bucket.publicAccessBlock();
        check(arn, policy, block.blockPublicPolicy());
        var checkpoint = new Checkpoint(arn, Optional.empty(), policy, block.restrictPublicBuckets());
        return new Bucket(arn, checkpoint, policy, block);
    }

    /** Of the settings of an access point and of its bucket the stricter ones hold. */
    private Point point(RenderedAccessPoint point) {
        var bucket = buckets.get(point.bucket());
        var policy = point.policy().map(json -> policy("access-points/" + point.name(), json));
        var block = point.publicAccessBlock();
        check(point.arn(), policy, block.blockPublicPolicy() || bucket.block().blockPublicPolicy());
        var checkpoint = new Checkpoint(
                point.arn(),
                Optional.of(point.gate(policy)),
                bucket.policy(),
                block.restrictPublicBuckets() || bucket.block().restrictPublicBuckets());
        return new Point(checkpoint, bucket);
    }

    private static Lambda lambda(RenderedObjectLambdaAccessPoint point) {
        var policy =
                point.policy().map(json -> policy("object-lambda-access-points/" + point.name() + ".policy", json));
        return new Lambda(point, new Checkpoint(point.arn(), Optional.empty(), policy, false));
    }

    private static NamedPolicy policy(String file, String json) {
        return new NamedPolicy(file + ".json", PolicyDocument.parse(json));
    }

    /**
     * S3 does not take such a policy. From <a
     * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">blocking public access</a>.
     */
    private static void check(String arn, Optional<NamedPolicy> policy, boolean blocked) {
        if (blocked
                && policy.filter(some -> PublicAccess.isPublic(some.document())).isPresent()) {
            throw new IllegalArgumentException(
                    arn + ": its policy is public, which BlockPublicPolicy does not let be put;"
                            + " let the policy name its principals");
        }
    }
}
