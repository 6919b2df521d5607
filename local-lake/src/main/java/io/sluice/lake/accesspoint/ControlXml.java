package io.sluice.lake.accesspoint;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.PublicAccessBlock;
import io.sluice.lake.s3.XmlIn;
import io.sluice.lake.s3.XmlOut;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The documents of the control plane, as its model has them. */
public final class ControlXml {
    private static final String NAMESPACE = "http://awss3control.amazonaws.com/doc/2018-08-20/";

    private ControlXml() {}

    /** A refusal, in the form of the control plane, which wraps what S3 itself sends bare. */
    public static String error(AwsException error, String requestId, String hostId) {
        XmlOut document = XmlOut.plain("ErrorResponse")
                .open("Error")
                .text("Code", error.code().name())
                .text("Message", error.getMessage());
        error.details().forEach(document::text);
        return finish(document.close().text("RequestId", requestId).text("HostId", hostId));
    }

    static AccessPoints.Creation creation(AccessPointId id, XmlIn.Element root) {
        refuseUnknown(root, List.of("Bucket", "BucketAccountId", "VpcConfiguration", "PublicAccessBlockConfiguration"));
        Optional<String> vpc =
                root.all("VpcConfiguration").stream().findFirst().map(configuration -> configuration.required("VpcId"));
        if (vpc.filter(String::isBlank).isPresent()) {
            throw new AwsException(ErrorCode.InvalidRequest, "Request invalid");
        }
        PublicAccessBlock block = root.all("PublicAccessBlockConfiguration").stream()
                .findFirst()
                .map(element -> block(element, true))
                .orElse(PublicAccessBlock.ALL);
        return new AccessPoints.Creation(id, root.required("Bucket"), root.first("BucketAccountId"), vpc, block);
    }

    /** Tags and scopes would be promised and not kept. */
    private static void refuseUnknown(XmlIn.Element root, List<String> known) {
        root.children().stream()
                .filter(child -> !known.contains(child.name()))
                .findFirst()
                .ifPresent(child -> {
                    throw new AwsException(
                            ErrorCode.NotImplemented, child.name() + " of an access point is not part of this lake.");
                });
    }

    /**
     * The four settings.
     *
     * @param missing what a setting is that is not said
     */
    static PublicAccessBlock block(XmlIn.Element element, boolean missing) {
        return new PublicAccessBlock(
                setting(element, "BlockPublicAcls", missing),
                setting(element, "IgnorePublicAcls", missing),
                setting(element, "BlockPublicPolicy", missing),
                setting(element, "RestrictPublicBuckets", missing));
    }

    private static boolean setting(XmlIn.Element element, String name, boolean missing) {
        return switch (element.first(name).orElse(Boolean.toString(missing)).strip()) {
            case "true", "TRUE" -> true;
            case "false", "FALSE" -> false;
            default -> throw new AwsException(ErrorCode.MalformedXML);
        };
    }

    static String created(AccessPoint point) {
        return finish(document("CreateAccessPointResult")
                .text("AccessPointArn", point.arn())
                .text("Alias", point.alias()));
    }

    static String accessPoint(AccessPoint point) {
        XmlOut out = document("GetAccessPointResult");
        summary(out, point);
        out.open("PublicAccessBlockConfiguration");
        settings(out, point.block());
        out.close().text("CreationDate", point.created()).open("Endpoints");
        String domain = "." + point.region() + ".amazonaws.com";
        entry(out, "ipv4", "s3-accesspoint" + domain);
        entry(out, "fips", "s3-accesspoint-fips" + domain);
        entry(out, "fips_dualstack", "s3-accesspoint-fips.dualstack" + domain);
        entry(out, "dualstack", "s3-accesspoint.dualstack" + domain);
        return finish(out);
    }

    private static void entry(XmlOut out, String key, String value) {
        out.open("entry").text("key", key).text("value", value).close();
    }

    static String accessPoints(List<AccessPoint> points, Optional<String> nextToken) {
        XmlOut out = document("ListAccessPointsResult").open("AccessPointList");
        for (AccessPoint point : points) {
            out.open("AccessPoint");
            summary(out, point);
            out.close();
        }
        out.close();
        nextToken.ifPresent(token -> out.text("NextToken", token));
        return finish(out);
    }

    private static void summary(XmlOut out, AccessPoint point) {
        out.text("Name", point.id().name()).text("NetworkOrigin", point.networkOrigin());
        point.vpc()
                .ifPresent(
                        vpc -> out.open("VpcConfiguration").text("VpcId", vpc).close());
        out.text("Bucket", point.bucket())
                .text("AccessPointArn", point.arn())
                .text("Alias", point.alias())
                .text("BucketAccountId", point.bucketAccount());
    }

    static String policy(String policy) {
        return finish(document("GetAccessPointPolicyResult").text("Policy", policy));
    }

    static String policyStatus(boolean isPublic) {
        return finish(document("GetAccessPointPolicyStatusResult")
                .open("PolicyStatus")
                .text("IsPublic", isPublic));
    }

    static String block(PublicAccessBlock block) {
        XmlOut out = document("PublicAccessBlockConfiguration");
        settings(out, block);
        return finish(out);
    }

    private static void settings(XmlOut out, PublicAccessBlock block) {
        out.text("BlockPublicAcls", block.blockPublicAcls())
                .text("IgnorePublicAcls", block.ignorePublicAcls())
                .text("BlockPublicPolicy", block.blockPublicPolicy())
                .text("RestrictPublicBuckets", block.restrictPublicBuckets());
    }

    private static String finish(XmlOut document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }

    private static XmlOut document(String root) {
        return XmlOut.document(root, NAMESPACE);
    }
}
