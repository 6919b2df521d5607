package io.sluice.lake.accesspoint;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.regex.Pattern;

/**
 * An access point by account and name, which together are unique in a Region. Names follow <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-restrictions-limitations-naming-rules.html">naming rules
 * for access points</a>.
 */
public record AccessPointId(String account, String name) {
    private static final Pattern CHARACTERS = Pattern.compile("[a-z0-9.-]{3,50}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*[a-z0-9]");
    private static final Pattern RESERVED = Pattern.compile(".*(-s3alias|--ol-s3|--x-s3|--xa-s3)");

    /**
     * Checks what a caller asks for.
     *
     * @throws AwsException {@code InvalidURI} for what cannot be part of the path, {@code InvalidRequest} for what can but is no name
     */
    public static void check(String name) {
        if (!CHARACTERS.matcher(name).matches()) {
            throw new AwsException(ErrorCode.InvalidURI);
        }
        if (!NAME.matcher(name).matches() || RESERVED.matcher(name).matches()) {
            throw new AwsException(ErrorCode.InvalidRequest, "Your Amazon S3 AccessPoint name is invalid");
        }
    }

    public String arn(String region) {
        return "arn:aws:s3:" + region + ":" + account + ":accesspoint/" + name;
    }
}
