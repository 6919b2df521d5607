package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the {@code Authorization} header, per <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">using the Authorization
 * header</a>.
 */
final class HeaderClaim {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Set<String> COMPONENTS = Set.of("Credential", "SignedHeaders", "Signature");

    private HeaderClaim() {}

    static Claim parse(String authorization, Headers headers) {
        requireAlgorithm(authorization);
        var parts = components(authorization.substring(ALGORITHM.length()));
        var credential = Claim.Credential.parse(parts.get("Credential"))
                .orElseThrow(
                        () -> Refusal.malformedHeader(
                                "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        var time = time(headers);
        var date = credential.scope().date();
        if (!date.equals(time.date())) {
            throw Refusal.malformedHeader("Invalid credential date \"" + Refusal.shown(date)
                    + "\". This date is not the same as X-Amz-Date: \"" + time.date() + "\".");
        }
        return new Claim(
                AuthType.HEADER,
                credential,
                time,
                List.of(parts.get("SignedHeaders").split(";", -1)),
                parts.get("Signature"),
                Optional.empty(),
                headers.first("x-amz-security-token"));
    }

    private static void requireAlgorithm(String authorization) {
        var scheme = authorization.split("[ ,]", 2)[0];
        if (scheme.equals(ALGORITHM)) {
            return;
        }
        if (scheme.startsWith("AWS")) {
            throw Refusal.invalid(
                    "The authorization mechanism you have provided is not supported. Please use " + ALGORITHM + ".");
        }
        throw new AwsException(
                ErrorCode.InvalidArgument, "Unsupported Authorization Type", Map.of("ArgumentName", "Authorization"));
    }

    private static Map<String, String> components(String text) {
        var parts = new HashMap<String, String>();
        for (var part : text.split(",", -1)) {
            var equals = part.indexOf('=');
            var name = equals < 0 ? "" : part.substring(0, equals).strip();
            if (!COMPONENTS.contains(name)
                    || parts.put(name, part.substring(equals + 1).strip()) != null) {
                throw incomplete();
            }
        }
        if (parts.size() != COMPONENTS.size()) {
            throw incomplete();
        }
        return parts;
    }

    private static AwsException incomplete() {
        return Refusal.malformedHeader(
                "the authorization header requires three components: Credential, SignedHeaders, and Signature.");
    }

    private static SigningTime time(Headers headers) {
        return headers.first("x-amz-date")
                .or(() -> headers.first("date"))
                .flatMap(SigningTime::parse)
                .orElseThrow(() -> new AwsException(
                        ErrorCode.AccessDenied, "AWS authentication requires a valid Date or x-amz-date header"));
    }
}
