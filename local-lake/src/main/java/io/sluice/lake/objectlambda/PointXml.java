package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.objectlambda.Configuration.Action;
import io.sluice.lake.objectlambda.Configuration.Feature;
import io.sluice.lake.objectlambda.Configuration.Transformation;
import io.sluice.lake.s3.XmlIn;
import io.sluice.lake.s3.XmlOut;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The documents of the control plane about Object Lambda access points, as its model has them. */
final class PointXml {
    private static final String NAMESPACE = "http://awss3control.amazonaws.com/doc/2018-08-20/";

    private PointXml() {}

    static Configuration configuration(XmlIn.Element request) {
        XmlIn.Element root = only(request, "Configuration");
        return new Configuration(
                root.required("SupportingAccessPoint"),
                root.first("CloudWatchMetricsEnabled").map(PointXml::bool).orElse(false),
                root.all("AllowedFeatures").stream()
                        .flatMap(list -> list.all("AllowedFeature").stream())
                        .map(feature -> Feature.of(feature.text().strip()))
                        .collect(Collectors.toSet()),
                only(root, "TransformationConfigurations").all("TransformationConfiguration").stream()
                        .map(PointXml::transformation)
                        .toList());
    }

    private static Transformation transformation(XmlIn.Element element) {
        XmlIn.Element function = only(only(element, "ContentTransformation"), "AwsLambda");
        return new Transformation(
                only(element, "Actions").all("Action").stream()
                        .map(action -> Action.of(action.text().strip()))
                        .collect(Collectors.toSet()),
                function.required("FunctionArn").strip(),
                function.first("FunctionPayload"));
    }

    private static XmlIn.Element only(XmlIn.Element parent, String name) {
        var found = parent.all(name);
        if (found.size() != 1) {
            throw new AwsException(ErrorCode.MalformedXML);
        }
        return found.getFirst();
    }

    private static boolean bool(String text) {
        return switch (text.strip()) {
            case "true", "TRUE" -> true;
            case "false", "FALSE" -> false;
            default -> throw new AwsException(ErrorCode.MalformedXML);
        };
    }

    static String created(ObjectLambdaPoint point) {
        XmlOut out = document("CreateAccessPointForObjectLambdaResult").text("ObjectLambdaAccessPointArn", point.arn());
        alias(out, point);
        return finish(out);
    }

    static String point(ObjectLambdaPoint point) {
        XmlOut out = document("GetAccessPointForObjectLambdaResult")
                .text("Name", point.id().name())
                .open("PublicAccessBlockConfiguration")
                .text("BlockPublicAcls", true)
                .text("IgnorePublicAcls", true)
                .text("BlockPublicPolicy", true)
                .text("RestrictPublicBuckets", true)
                .close()
                .text("CreationDate", point.created());
        alias(out, point);
        return finish(out);
    }

    private static void alias(XmlOut out, ObjectLambdaPoint point) {
        out.open("Alias").text("Value", point.alias()).text("Status", "READY").close();
    }

    static String points(List<ObjectLambdaPoint> points, Optional<String> nextToken) {
        XmlOut out = document("ListAccessPointsForObjectLambdaResult").open("ObjectLambdaAccessPointList");
        for (ObjectLambdaPoint point : points) {
            out.open("ObjectLambdaAccessPoint")
                    .text("Name", point.id().name())
                    .text("ObjectLambdaAccessPointArn", point.arn());
            alias(out, point);
            out.close();
        }
        out.close();
        nextToken.ifPresent(token -> out.text("NextToken", token));
        return finish(out);
    }

    static String configuration(Configuration configuration) {
        XmlOut out = document("GetAccessPointConfigurationForObjectLambdaResult")
                .open("Configuration")
                .text("SupportingAccessPoint", configuration.supportingAccessPoint())
                .text("CloudWatchMetricsEnabled", configuration.metrics())
                .open("AllowedFeatures");
        configuration.allowedFeatures().forEach(feature -> out.text("AllowedFeature", feature.text()));
        out.close().open("TransformationConfigurations");
        configuration.transformations().forEach(transformation -> transformation(out, transformation));
        return finish(out);
    }

    private static void transformation(XmlOut out, Transformation transformation) {
        out.open("TransformationConfiguration").open("Actions");
        transformation.actions().forEach(action -> out.text("Action", action.name()));
        out.close().open("ContentTransformation").open("AwsLambda").text("FunctionArn", transformation.functionArn());
        transformation.payload().ifPresent(payload -> out.text("FunctionPayload", payload));
        out.close().close().close();
    }

    static String policy(String policy) {
        return finish(document("GetAccessPointPolicyForObjectLambdaResult").text("Policy", policy));
    }

    static String policyStatus(boolean isPublic) {
        return finish(document("GetAccessPointPolicyStatusForObjectLambdaResult")
                .open("PolicyStatus")
                .text("IsPublic", isPublic));
    }

    private static XmlOut document(String root) {
        return XmlOut.document(root, NAMESPACE);
    }

    private static String finish(XmlOut document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }
}
