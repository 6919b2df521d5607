package io.sluice.catalogue.replay;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a copy reads, as its header {@code x-amz-copy-source} says it: {@code bucket/key} or the ARN of an object at an access point,
 * URL-encoded. From <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>.
 */
record CopySource(Way way, String key) {
    private static final Pattern AT_ACCESS_POINT =
            Pattern.compile("(arn:[^:/]+:s3:[^:/]*:\\d*:accesspoint/[^/]+)/object/(.+)", Pattern.DOTALL);

    /** None where it names no object. */
    static Optional<CopySource> of(String header) {
        int query = header.lastIndexOf("?versionId=");
        return Percent.decode(query < 0 ? header : header.substring(0, query)).flatMap(CopySource::decoded);
    }

    private static Optional<CopySource> decoded(String text) {
        var path = text.startsWith("/") ? text.substring(1) : text;
        var arn = AT_ACCESS_POINT.matcher(path);
        if (arn.matches()) {
            return Optional.of(new CopySource(new Way.AccessPoint(arn.group(1)), arn.group(2)));
        }
        int slash = path.indexOf('/');
        return slash <= 0 || slash == path.length() - 1
                ? Optional.empty()
                : Optional.of(new CopySource(new Way.Bucket(path.substring(0, slash)), path.substring(slash + 1)));
    }
}
