package io.sluice.catalogue.replay;

import io.sluice.catalogue.NetworkOrigin;
import io.sluice.catalogue.RenderedAccessPoint;
import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedObjectLambdaAccessPoint;
import io.sluice.iam.AccessPointGate;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Everything of a catalogue that a request can come to, found by name and never by looking through all of it. */
final class Gates {
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Map<String, Point> points = new HashMap<>();
    private final Map<String, Lambda> lambdas = new HashMap<>();

    Gates(RenderedCatalogue rendered) {
        rendered.buckets().forEach(bucket -> buckets.put(bucket.name(), bucket(bucket)));
        rendered.accessPoints().forEach(point -> points.put(point.arn(), point(point)));
        rendered.objectLambdaAccessPoints().forEach(point -> lambdas.put(point.arn(), lambda(point)));
    }

    /**
     * A bucket.
     *
     * @param asksForTls whether its policy tells requests with TLS from those without
     */
    record Bucket(String arn, Optional<NamedPolicy> policy, boolean asksForTls) {}

    record Point(AccessPointGate gate, Bucket bucket) {}

    record Lambda(RenderedObjectLambdaAccessPoint rendered, Optional<NamedPolicy> policy) {}

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
        return new Bucket(
                "arn:aws:s3:::" + bucket.name(),
                bucket.policy().map(json -> policy("buckets/" + bucket.name(), json)),
                bucket.policy()
                        .filter(json -> json.contains("aws:SecureTransport"))
                        .isPresent());
    }

    private Point point(RenderedAccessPoint point) {
        var policy = point.policy().map(json -> policy("access-points/" + point.name(), json));
        var gate =
                switch (point.networkOrigin()) {
                    case NetworkOrigin.Internet _ ->
                        new AccessPointGate(
                                point.arn(), point.bucket(), AccessPointGate.NetworkOrigin.INTERNET, "", policy);
                    case NetworkOrigin.Vpc(var vpc) ->
                        new AccessPointGate(
                                point.arn(), point.bucket(), AccessPointGate.NetworkOrigin.VPC, vpc, policy);
                };
        return new Point(gate, buckets.get(point.bucket()));
    }

    private static Lambda lambda(RenderedObjectLambdaAccessPoint point) {
        return new Lambda(
                point,
                point.policy().map(json -> policy("object-lambda-access-points/" + point.name() + ".policy", json)));
    }

    private static NamedPolicy policy(String file, String json) {
        return new NamedPolicy(file + ".json", PolicyDocument.parse(json));
    }
}
