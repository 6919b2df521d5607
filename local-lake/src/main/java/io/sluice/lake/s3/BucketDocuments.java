package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Bucket policies, public access blocks and notifications, as requests carry them: <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html">PutBucketPolicy</a>, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html">PutPublicAccessBlock</a>, <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">PutBucketNotificationConfiguration</a>.
 */
final class BucketDocuments {
    private static final int MAX_POLICY = 20 * 1024;

    private final BucketPolicies policies;
    private final BucketNotifications notifications;

    BucketDocuments(BucketPolicies policies, BucketNotifications notifications) {
        this.notifications = notifications;
        this.policies = policies;
    }

    void policy(Call call) throws IOException {
        var document = policies.policy(call.bucket().name()).orElseThrow(() -> noPolicy(call));
        call.answer().json(document.getBytes(StandardCharsets.UTF_8));
    }

    void putPolicy(Call call) throws IOException {
        var bytes = call.body().stream().readNBytes(MAX_POLICY + 1);
        if (bytes.length == 0) {
            throw new AwsException(ErrorCode.MissingRequestBodyError);
        }
        if (bytes.length > MAX_POLICY) {
            throw new AwsException(ErrorCode.MalformedPolicy, "Policies cannot be larger than 20480 bytes");
        }
        policies.putPolicy(call.bucket(), new String(bytes, StandardCharsets.UTF_8), call.caller());
        call.answer().empty(204);
    }

    void deletePolicy(Call call) throws IOException {
        policies.deletePolicy(call.bucket().name());
        call.answer().empty(204);
    }

    void policyStatus(Call call) throws IOException {
        var name = call.bucket().name();
        if (policies.policy(name).isEmpty()) {
            throw noPolicy(call);
        }
        call.answer().xml(XmlOut.document("PolicyStatus").text("IsPublic", policies.isPublic(name)));
    }

    void accessBlock(Call call) throws IOException {
        var block = policies.accessBlock(call.bucket().name())
                .orElseThrow(() -> refusal(ErrorCode.NoSuchPublicAccessBlockConfiguration, call));
        call.answer()
                .xml(XmlOut.document("PublicAccessBlockConfiguration")
                        .text("BlockPublicAcls", block.blockPublicAcls())
                        .text("IgnorePublicAcls", block.ignorePublicAcls())
                        .text("BlockPublicPolicy", block.blockPublicPolicy())
                        .text("RestrictPublicBuckets", block.restrictPublicBuckets()));
    }

    void putAccessBlock(Call call) throws IOException {
        var document = XmlIn.read(call.body().stream(), XmlIn.SMALL, "PublicAccessBlockConfiguration");
        policies.putAccessBlock(
                call.bucket().name(),
                new PublicAccessBlock(
                        flag(document, "BlockPublicAcls"),
                        flag(document, "IgnorePublicAcls"),
                        flag(document, "BlockPublicPolicy"),
                        flag(document, "RestrictPublicBuckets")));
        call.answer().empty(200);
    }

    void deleteAccessBlock(Call call) throws IOException {
        policies.deleteAccessBlock(call.bucket().name());
        call.answer().empty(204);
    }

    void notifications(Call call) throws IOException {
        var out = XmlOut.document("NotificationConfiguration");
        notifications.write(call.bucket().name(), out);
        call.answer().xml(out);
    }

    void putNotifications(Call call) throws IOException {
        var document = XmlIn.read(call.body().stream(), XmlIn.SMALL, "NotificationConfiguration");
        var validate = call.request()
                .header("x-amz-skip-destination-validation")
                .filter(value -> value.equalsIgnoreCase("true"))
                .isEmpty();
        notifications.put(call.bucket(), document, validate);
        call.answer().empty(200);
    }

    /** What is not said is false, as S3 has it. */
    private static boolean flag(XmlIn.Element document, String name) {
        return switch (document.first(name).orElse("false").strip().toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw XmlIn.malformed();
        };
    }

    private static AwsException noPolicy(Call call) {
        return refusal(ErrorCode.NoSuchBucketPolicy, call);
    }

    private static AwsException refusal(ErrorCode code, Call call) {
        return new AwsException(
                code, code.message(), Map.of("BucketName", call.bucket().name()));
    }
}
