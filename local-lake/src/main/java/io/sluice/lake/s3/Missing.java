package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.ObjectVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What S3 says of an object that is not there: only who may list the bucket learns that much, everybody else is refused as if it were
 * there. From <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>, permissions.
 */
final class Missing {
    private Missing() {}

    /** That the object, or its version, is not there. */
    static AwsException object(Gate gate, Address address, String key, Optional<String> versionId) {
        if (!gate.allows(Permissions.listing(address))) {
            return new AwsException(ErrorCode.AccessDenied);
        }
        var details = new LinkedHashMap<String, String>();
        details.put("Key", key);
        versionId.ifPresent(id -> details.put("VersionId", id));
        var code = versionId.isPresent() ? ErrorCode.NoSuchVersion : ErrorCode.NoSuchKey;
        return new AwsException(code, code.message(), details);
    }

    static AwsException object(Call call) {
        var request = call.request();
        return object(
                call.gate(), request.address().orElseThrow(), request.key().orElseThrow(), request.versionId());
    }

    /**
     * What a delete marker answers: as the latest version it is a missing object, by its own id it cannot be read.
     */
    static AwsException marker(Call call, ObjectVersion marker) {
        var headers = call.answer().headers();
        if (call.request().versionId().isEmpty()) {
            var refusal = object(call);
            if (refusal.code() == ErrorCode.NoSuchKey) {
                headers.set("x-amz-delete-marker", "true").set("x-amz-version-id", marker.versionId());
            }
            return refusal;
        }
        headers.set("x-amz-delete-marker", "true")
                .set("x-amz-version-id", marker.versionId())
                .set("Last-Modified", HeaderText.httpDate(marker.lastModified()))
                .set("Allow", "DELETE");
        return new AwsException(
                ErrorCode.MethodNotAllowed,
                ErrorCode.MethodNotAllowed.message(),
                Map.of("Method", call.request().head().method(), "ResourceType", "DeleteMarker"));
    }
}
