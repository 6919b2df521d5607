package io.sluice.deploy.template;

import io.sluice.catalogue.NetworkOrigin;
import io.sluice.catalogue.PublicAccessBlock;
import io.sluice.catalogue.RenderedAccessPoint;
import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedObjectLambdaAccessPoint;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Buckets, access points and Object Lambda access points, with the policies that are attached to them. */
final class StorageReader {
    private final Reading reading;

    StorageReader(Reading reading) {
        this.reading = reading;
    }

    List<RenderedBucket> buckets() {
        var policies = policies("AWS::S3::BucketPolicy", "Bucket", "buckets/", "");
        return reading.all("AWS::S3::Bucket", bucket -> {
            var name = bucket.ref();
            reading.place("bucket arn:aws:s3:::" + name, bucket.where());
            return new RenderedBucket(
                    name,
                    Optional.ofNullable(policies.get(name)),
                    block(bucket.property("PublicAccessBlockConfiguration")));
        });
    }

    /** Policies that are resources of their own, by what they are attached to. */
    private Map<String, String> policies(String type, String owner, String folder, String suffix) {
        var all = new LinkedHashMap<String, String>();
        reading.all(type, policy -> {
            var of = policy.property(owner).text();
            var document = policy.property("PolicyDocument");
            reading.place(folder + of + suffix + ".json", document.where());
            reading.policy(document).ifPresent(json -> all.putIfAbsent(of, json));
            return policy;
        });
        return all;
    }

    static PublicAccessBlock block(Value settings) {
        return new PublicAccessBlock(
                settings.member("BlockPublicAcls").flag(),
                settings.member("IgnorePublicAcls").flag(),
                settings.member("BlockPublicPolicy").flag(),
                settings.member("RestrictPublicBuckets").flag());
    }

    /** The access points of these buckets; one of another bucket is reported, since what it allows cannot be decided. */
    List<RenderedAccessPoint> accessPoints(List<String> buckets) {
        return reading.all("AWS::S3::AccessPoint", point -> {
            var name = point.ref();
            var arn = point.attribute("Arn");
            var policy = point.property("Policy");
            var bucket = point.property("Bucket");
            if (!buckets.contains(bucket.text())) {
                throw new TemplateException(
                        Kind.MISSING, bucket.where(), "no template has the bucket " + bucket.text());
            }
            var vpc = point.property("VpcConfiguration").member("VpcId").optionalText();
            reading.place("access point " + arn, point.where());
            reading.place("access-points/" + name + ".json", policy.where());
            return new RenderedAccessPoint(
                    name,
                    arn,
                    bucket.text(),
                    vpc.<NetworkOrigin>map(NetworkOrigin.Vpc::new).orElseGet(NetworkOrigin.Internet::new),
                    reading.policy(policy),
                    block(point.property("PublicAccessBlockConfiguration")));
        });
    }

    List<RenderedObjectLambdaAccessPoint> objectLambdaAccessPoints() {
        var policies = policies(
                "AWS::S3ObjectLambda::AccessPointPolicy",
                "ObjectLambdaAccessPoint",
                "object-lambda-access-points/",
                ".policy");
        return reading.all("AWS::S3ObjectLambda::AccessPoint", point -> objectLambda(point, policies));
    }

    private RenderedObjectLambdaAccessPoint objectLambda(Resource point, Map<String, String> policies) {
        var configuration = point.property("ObjectLambdaConfiguration");
        var transformations =
                configuration.member("TransformationConfigurations").elements();
        if (transformations.size() != 1) {
            throw new TemplateException(
                    configuration.where(), "one transformation is wanted, not " + transformations.size());
        }
        var only = transformations.getFirst();
        var function = only.member("ContentTransformation").member("AwsLambda");
        var payload = function.member("FunctionPayload");
        reading.place("resource " + point.attribute("Arn"), point.where());
        return new RenderedObjectLambdaAccessPoint(
                point.ref(),
                point.attribute("Arn"),
                configuration.member("SupportingAccessPoint").text(),
                new LinkedHashSet<>(configuration.member("AllowedFeatures").texts()),
                only.member("Actions").texts(),
                function.member("FunctionArn").text(),
                payload.isThere() ? Optional.of(payload.json()) : Optional.empty(),
                Optional.ofNullable(policies.get(point.ref())));
    }
}
