package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The refusals of this package whose text needs something of the request, in S3's words. */
final class Refusal {
    private static final int SHOWN = 128;

    private Refusal() {}

    static AwsException malformedHeader(String detail) {
        return new AwsException(
                ErrorCode.AuthorizationHeaderMalformed, "The authorization header is malformed; " + detail);
    }

    static AwsException malformedQuery(String detail) {
        return new AwsException(ErrorCode.AuthorizationQueryParametersError, detail);
    }

    static AwsException invalid(String message) {
        return new AwsException(ErrorCode.InvalidRequest, message);
    }

    static AwsException argument(String name, String value, String message) {
        return new AwsException(
                ErrorCode.InvalidArgument, message, ordered("ArgumentName", name, "ArgumentValue", value));
    }

    static AwsException notSigned(String names) {
        return new AwsException(
                ErrorCode.AccessDenied,
                "There were headers present in the request which were not signed",
                Map.of("HeadersNotSigned", names));
    }

    static AwsException skewed(String requestTime, Instant now, Duration allowed) {
        return new AwsException(
                ErrorCode.RequestTimeTooSkewed,
                ErrorCode.RequestTimeTooSkewed.message(),
                ordered(
                        "RequestTime",
                        requestTime,
                        "ServerTime",
                        now.toString(),
                        "MaxAllowedSkewMilliseconds",
                        Long.toString(allowed.toMillis())));
    }

    static AwsException expired(Duration validity, Instant expiry, Instant now) {
        return new AwsException(
                ErrorCode.AccessDenied,
                "Request has expired",
                ordered(
                        "X-Amz-Expires",
                        Long.toString(validity.toSeconds()),
                        "Expires",
                        expiry.toString(),
                        "ServerTime",
                        now.toString()));
    }

    static AwsException notYetValid(Instant from, Instant now) {
        return new AwsException(
                ErrorCode.AccessDenied,
                "Request is not yet valid",
                ordered("X-Amz-Date", from.toString(), "ServerTime", now.toString()));
    }

    static AwsException badDigest(String what, String expected, String calculated) {
        return new AwsException(
                ErrorCode.BadDigest,
                "The " + what + " you specified did not match "
                        + (what.equals("Content-MD5") ? "what we received." : "the calculated checksum."),
                ordered("ExpectedDigest", expected, "CalculatedDigest", calculated));
    }

    /** A value of the client, short enough for a message. */
    static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN);
    }

    static Map<String, String> ordered(String... namesAndValues) {
        var all = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }
}
