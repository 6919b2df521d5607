package io.sluice.lake.sts;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/**
 * An error as STS names it: what S3 calls otherwise is translated. From
 * <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">common errors</a>.
 */
record StsRefusal(int status, String code, String message) {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration SKEW = Duration.ofMinutes(15);

    static StsRefusal of(AwsException e) {
        return switch (e.code()) {
            case InvalidAccessKeyId, InvalidToken -> of(ErrorCode.InvalidClientTokenId);
            case ExpiredToken ->
                new StsRefusal(403, "ExpiredToken", "The security token included in the request is expired");
            case ExpiredIdentityToken ->
                new StsRefusal(400, "ExpiredTokenException", Objects.requireNonNull(e.getMessage()));
            case RequestTimeTooSkewed -> new StsRefusal(403, "SignatureDoesNotMatch", skewed(e));
            case SignatureDoesNotMatch, XAmzContentSHA256Mismatch ->
                new StsRefusal(
                        403,
                        "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key"
                                + " and signing method. Consult the service documentation for details.");
            case AuthorizationHeaderMalformed, AuthorizationQueryParametersError, InvalidArgument ->
                new StsRefusal(400, "IncompleteSignature", e.getMessage());
            default -> new StsRefusal(e.code().status(), e.code().name(), Objects.requireNonNull(e.getMessage()));
        };
    }

    private static StsRefusal of(ErrorCode code) {
        return new StsRefusal(code.status(), code.name(), code.message());
    }

    /** {@code Signature expired: 20261121T100000Z is now earlier than 20261121T100500Z (20261121T102000Z - 15 min.)}. */
    private static String skewed(AwsException e) {
        var signed = e.details().get("RequestTime");
        var told = e.details().get("ServerTime");
        if (signed == null || told == null) {
            return e.getMessage();
        }
        var server = Instant.parse(told);
        var now = BASIC.format(server);
        return signed.compareTo(now) < 0
                ? "Signature expired: " + signed + " is now earlier than " + BASIC.format(server.minus(SKEW)) + " ("
                        + now + " - 15 min.)"
                : "Signature not yet current: " + signed + " is still later than " + BASIC.format(server.plus(SKEW))
                        + " (" + now + " + 15 min.)";
    }
}
