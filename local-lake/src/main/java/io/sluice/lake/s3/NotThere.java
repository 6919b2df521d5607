package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What S3 has and the lake has not: asking for it is answered {@code 501 NotImplemented}, since to go on without it would be to
 * promise an encryption, a lock or a grant that nobody keeps.
 */
final class NotThere {
    /** A header, or a family of headers where the name ends with a hyphen, and the values that are refused. */
    private record Header(String name, ErrorCode code, Predicate<String> refused) {
        Header(String name, ErrorCode code) {
            this(name, code, _ -> true);
        }

        boolean covers(String candidate) {
            return name.endsWith("-") ? candidate.startsWith(name) : candidate.equals(name);
        }
    }

    private static final List<Header> HEADERS = List.of(
            // Every object of S3 is encrypted with AES256 anyhow, which no client can tell; keys of one's own can be
            // told.
            new Header("x-amz-server-side-encryption", ErrorCode.NotImplemented, value -> !value.equals("AES256")),
            new Header("x-amz-server-side-encryption-", ErrorCode.NotImplemented),
            new Header("x-amz-copy-source-server-side-encryption-", ErrorCode.NotImplemented),
            new Header("x-amz-object-lock-", ErrorCode.NotImplemented),
            new Header("x-amz-bypass-governance-retention", ErrorCode.NotImplemented),
            new Header("x-amz-bucket-object-lock-enabled", ErrorCode.NotImplemented, value -> !value.equals("false")),
            new Header("x-amz-bucket-namespace", ErrorCode.NotImplemented, value -> !value.equals("global")),
            new Header(
                    "x-amz-object-ownership", ErrorCode.NotImplemented, value -> !value.equals("BucketOwnerEnforced")),
            new Header("x-amz-website-redirect-location", ErrorCode.NotImplemented),
            new Header("x-amz-mfa", ErrorCode.NotImplemented),
            new Header("x-amz-write-offset-bytes", ErrorCode.NotImplemented),
            new Header("x-amz-if-match-last-modified-time", ErrorCode.NotImplemented),
            new Header("x-amz-if-match-size", ErrorCode.NotImplemented),
            // The bucket owner owns every object, as in every bucket made since April 2023.
            new Header(
                    "x-amz-acl",
                    ErrorCode.AccessControlListNotSupported,
                    value -> !value.equals("private") && !value.equals("bucket-owner-full-control")),
            new Header("x-amz-grant-", ErrorCode.AccessControlListNotSupported));

    private NotThere() {}

    static void check(Headers headers) {
        for (var name : headers.names()) {
            if (name.startsWith("x-amz-")) {
                refusal(name, headers.all(name)).ifPresent(error -> {
                    throw error;
                });
            }
        }
    }

    private static Optional<AwsException> refusal(String name, List<String> values) {
        return HEADERS.stream()
                .filter(each -> each.covers(name))
                .filter(each -> values.stream().anyMatch(each.refused))
                .findFirst()
                .map(each -> each.code == ErrorCode.NotImplemented
                        ? header(name, values.getFirst())
                        : new AwsException(each.code));
    }

    static AwsException header(String name, String value) {
        return new AwsException(
                ErrorCode.NotImplemented, ErrorCode.NotImplemented.message(), Map.of("Header", name, "Value", value));
    }

    static AwsException parameter(String name) {
        return new AwsException(
                ErrorCode.NotImplemented,
                "A query parameter you provided implies functionality that is not implemented.",
                Map.of("Parameter", name));
    }
}
