package io.sluice.lake.signing;

import io.sluice.lake.http.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the parameters of a presigned request, per <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">using query parameters</a>.
 */
final class QueryClaim {
    static final String SIGNATURE = "X-Amz-Signature";

    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String DATE = "X-Amz-Date";
    private static final String EXPIRES = "X-Amz-Expires";
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final String TOKEN = "X-Amz-Security-Token";
    private static final List<String> REQUIRED =
            List.of(ALGORITHM, CREDENTIAL, SIGNATURE, DATE, SIGNED_HEADERS, EXPIRES);
    private static final long WEEK = Duration.ofDays(7).toSeconds();

    private QueryClaim() {}

    /** Whether any part of a signature is there, of version 2 too: what is signed in part is not anonymous. */
    static boolean isIn(RawQuery query) {
        return Stream.concat(REQUIRED.stream(), Stream.of(TOKEN, "AWSAccessKeyId", "Signature"))
                .anyMatch(query::has);
    }

    static Claim parse(RawQuery query, Headers headers) {
        requireAll(query);
        if (!value(query, ALGORITHM).equals("AWS4-HMAC-SHA256")) {
            throw Refusal.malformedQuery("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        var credential = Claim.Credential.parse(value(query, CREDENTIAL))
                .orElseThrow(
                        () -> Refusal.malformedQuery("Error parsing the X-Amz-Credential parameter; the Credential is"
                                + " mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        var time = SigningTime.parse(value(query, DATE))
                .orElseThrow(() -> Refusal.malformedQuery(
                        "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
        if (!credential.scope().date().equals(time.date())) {
            throw Refusal.malformedQuery("Error parsing the X-Amz-Credential parameter; Invalid credential date \""
                    + Refusal.shown(credential.scope().date()) + "\". This date is not the same as X-Amz-Date: \""
                    + time.date()
                    + "\".");
        }
        return new Claim(
                AuthType.QUERY,
                credential,
                time,
                List.of(value(query, SIGNED_HEADERS).split(";", -1)),
                value(query, SIGNATURE),
                Optional.of(expires(value(query, EXPIRES))),
                token(query, headers));
    }

    private static void requireAll(RawQuery query) {
        if (query.has("AWSAccessKeyId") || query.has("Signature")) {
            throw Refusal.invalid(
                    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        }
        if (!REQUIRED.stream().allMatch(query::has)) {
            throw Refusal.malformedQuery(
                    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                            + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
    }

    private static Optional<String> token(RawQuery query, Headers headers) {
        var inQuery = query.only(TOKEN).map(raw -> decode(TOKEN, raw));
        var inHeader = headers.first(TOKEN);
        if (inQuery.isPresent() && inHeader.isPresent()) {
            throw Refusal.invalid("The security token was given both as a header and as a query parameter.");
        }
        return inQuery.or(() -> inHeader);
    }

    private static Duration expires(String text) {
        if (text.startsWith("-")) {
            throw Refusal.malformedQuery("X-Amz-Expires must be non-negative");
        }
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refusal.malformedQuery("X-Amz-Expires should be a number");
        }
        var seconds = Long.parseLong(text);
        if (seconds < 1 || seconds > WEEK) {
            throw Refusal.malformedQuery(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must"
                            + " be at least 1 and at most 604800 seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    private static String value(RawQuery query, String name) {
        return decode(name, query.only(name).orElseThrow());
    }

    static String decode(String name, String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.malformedQuery("Error parsing the " + name + " parameter");
        }
    }
}
