package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.catalogue.PublicAccessBlock;
import io.sluice.catalogue.RenderedAccessPoint;
import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedObjectLambdaAccessPoint;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Compares buckets, access points and Object Lambda access points but for their policies. */
final class StorageCheck {
    private final RenderedCatalogue expected;
    private final Deployment deployment;
    private final List<TemplateFinding> findings = new ArrayList<>();
    private final Settings settings;

    StorageCheck(RenderedCatalogue expected, Deployment deployment) {
        this.expected = expected;
        this.deployment = deployment;
        this.settings = new Settings(deployment, findings);
    }

    List<TemplateFinding> find() {
        buckets();
        accessPoints();
        objectLambdaAccessPoints();
        return findings;
    }

    private void buckets() {
        var there = deployment.rendered().buckets();
        expected.buckets()
                .forEach(wanted ->
                        settings.find("bucket " + wanted.name(), place(wanted), there, RenderedBucket::name, wanted));
        for (var bucket : there) {
            blocked(place(bucket), bucket.publicAccessBlock());
            if (expected.buckets().stream().noneMatch(each -> each.name().equals(bucket.name()))) {
                besides(place(bucket), "the bucket " + bucket.name());
            }
        }
    }

    private static String place(RenderedBucket bucket) {
        return "bucket arn:aws:s3:::" + bucket.name();
    }

    private void blocked(String place, PublicAccessBlock block) {
        if (!block.equals(PublicAccessBlock.ALL)) {
            findings.add(new TemplateFinding(
                    Kind.UNPROTECTED,
                    deployment.where(place).member("Properties").member("PublicAccessBlockConfiguration"),
                    "all four of its settings must be true, not " + block));
        }
    }

    private void besides(String place, String what) {
        findings.add(new TemplateFinding(
                Kind.BESIDES_THE_CATALOGUE, deployment.where(place), what + " is not of the catalogue"));
    }

    private void accessPoints() {
        var there = deployment.rendered().accessPoints();
        for (var wanted : expected.accessPoints()) {
            var place = "access point " + wanted.arn();
            settings.find("access point " + wanted.name(), place, there, RenderedAccessPoint::arn, wanted)
                    .ifPresent(point -> {
                        settings.same(place, "Bucket", wanted.bucket(), point.bucket());
                        settings.same(place, "network origin", wanted.networkOrigin(), point.networkOrigin());
                    });
        }
        there.forEach(point -> blocked("access point " + point.arn(), point.publicAccessBlock()));
        there.stream()
                .filter(point -> expected.accessPoints().stream()
                        .noneMatch(each -> each.arn().equals(point.arn())))
                .forEach(point -> findings.add(new TemplateFinding(
                        Kind.NOT_OF_THE_CATALOGUE,
                        deployment.where("access point " + point.arn()),
                        "the access point " + point.name() + " on " + point.bucket() + " is not of the catalogue")));
    }

    private void objectLambdaAccessPoints() {
        for (var wanted : expected.objectLambdaAccessPoints()) {
            var place = "resource " + wanted.arn();
            settings.find(
                            "Object Lambda access point " + wanted.name(),
                            place,
                            deployment.rendered().objectLambdaAccessPoints(),
                            RenderedObjectLambdaAccessPoint::arn,
                            wanted)
                    .ifPresent(point -> compare(place, wanted, point));
        }
        deployment.rendered().objectLambdaAccessPoints().forEach(this::supporting);
    }

    private void compare(String place, RenderedObjectLambdaAccessPoint wanted, RenderedObjectLambdaAccessPoint point) {
        settings.same(
                place, "SupportingAccessPoint", wanted.supportingAccessPointArn(), point.supportingAccessPointArn());
        settings.same(place, "AllowedFeatures", wanted.allowedFeatures(), point.allowedFeatures());
        settings.same(place, "Actions", new HashSet<>(wanted.actions()), new HashSet<>(point.actions()));
        settings.same(place, "FunctionArn", wanted.functionArn(), point.functionArn());
        settings.same(place, "FunctionPayload", tree(place, wanted.payload()), tree(place, point.payload()));
    }

    /** A view compared as JSON: white space is nothing, each rule is. */
    private Object tree(String place, Optional<String> payload) {
        try {
            return payload.<Object>map(text -> new Value(TextNode.valueOf(text), deployment.where(place)).tree())
                    .orElse("");
        } catch (TemplateException e) {
            return e.reason();
        }
    }

    /** From <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-create.html">creating Object Lambda access points</a>. */
    private void supporting(RenderedObjectLambdaAccessPoint point) {
        var arn = point.supportingAccessPointArn();
        var where = deployment
                .where("resource " + point.arn())
                .member("Properties")
                .member("ObjectLambdaConfiguration")
                .member("SupportingAccessPoint");
        if (!arn.matches("arn:aws:s3:[a-z0-9-]+:\\d{12}:accesspoint/[a-z0-9][a-z0-9-]{1,48}[a-z0-9]")) {
            findings.add(new TemplateFinding(
                    Kind.DIFFERENT, where, "an ARN of an access point is wanted, not \"" + arn + "\""));
        } else if (deployment.rendered().accessPoints().stream()
                .noneMatch(each -> each.arn().equals(arn))) {
            findings.add(new TemplateFinding(Kind.MISSING, where, "no template has the access point " + arn));
        }
    }
}
