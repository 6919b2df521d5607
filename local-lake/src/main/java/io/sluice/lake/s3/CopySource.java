package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code x-amz-copy-source} names, percent-encoded: {@code bucket/key}, {@code /bucket/key}, an alias in the bucket's place, or
 * {@code arn:aws:s3:…:accesspoint/name/object/key}, each perhaps with {@code ?versionId=}. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>.
 *
 * @param place the bucket's name, the alias or the access point's ARN
 */
record CopySource(String place, String key, Optional<String> versionId) {
    private static final String VERSION = "?versionId=";
    private static final Pattern ACCESS_POINT =
            Pattern.compile("(arn:[^:/]+:s3:[^:/]*:\\d*:accesspoint[/:][^/]+)/object/(.+)", Pattern.DOTALL);

    CopySource {
        Objects.requireNonNull(place);
        Objects.requireNonNull(key);
        Objects.requireNonNull(versionId);
    }

    static CopySource of(S3Request request) {
        var raw = request.header(Routing.COPY_SOURCE).orElseThrow();
        int question = raw.lastIndexOf(VERSION);
        Optional<String> version = question < 0
                ? Optional.empty()
                : Optional.of(Percent.decode(raw.substring(question + VERSION.length())));
        var path = decoded(question < 0 ? raw : raw.substring(0, question));
        var arn = ACCESS_POINT.matcher(path);
        if (arn.matches()) {
            return new CopySource(arn.group(1), arn.group(2), version);
        }
        int slash = path.indexOf('/');
        if (slash <= 0
                || slash == path.length() - 1
                || version.filter(String::isEmpty).isPresent()) {
            throw invalid(raw);
        }
        return new CopySource(path.substring(0, slash), path.substring(slash + 1), version);
    }

    /** The value of the condition key {@code s3:x-amz-copy-source}: decoded, without a leading slash or version. */
    static String forPolicies(S3Request request) {
        var source = of(request);
        return source.place() + (source.place().startsWith("arn:") ? "/object/" : "/") + source.key();
    }

    private static String decoded(String raw) {
        try {
            var path = Percent.decode(raw);
            return path.startsWith("/") ? path.substring(1) : path;
        } catch (AwsException e) {
            throw invalid(raw);
        }
    }

    private static AwsException invalid(String raw) {
        if (raw.isEmpty()) {
            return new AwsException(ErrorCode.InvalidArgument, "Copy Source must mention the source bucket and key");
        }
        return Query.argument(
                Routing.COPY_SOURCE, raw, "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
}
