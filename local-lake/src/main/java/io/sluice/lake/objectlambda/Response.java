package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The head of what a function answers a caller with. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_WriteGetObjectResponse.html">WriteGetObjectResponse</a>.
 *
 * @param error the code and text of an error, which is then the whole answer
 */
record Response(int status, Headers headers, Optional<Failure> error) {
    static final Set<Integer> STATUSES = Set.of(200, 206, 304, 400, 401, 403, 404, 405, 409, 411, 412, 416, 500, 503);

    private static final String FORWARDED = "x-amz-fwd-header-";
    private static final String METADATA = "x-amz-meta-";
    private static final String CHECKSUM = "x-amz-checksum-";
    private static final Pattern CODE = Pattern.compile("[A-Z][a-zA-Z]+");

    /** Names of answers of S3 that a function may set; lengths follow from the body. */
    private static final Set<String> NAMES = Set.of(
            "accept-ranges",
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-range",
            "content-type",
            "etag",
            "expires",
            "last-modified",
            "x-amz-archive-status",
            "x-amz-checksum-crc32",
            "x-amz-checksum-crc32c",
            "x-amz-checksum-crc64nvme",
            "x-amz-checksum-sha1",
            "x-amz-checksum-sha256",
            "x-amz-delete-marker",
            "x-amz-expiration",
            "x-amz-missing-meta",
            "x-amz-mp-parts-count",
            "x-amz-object-lock-legal-hold",
            "x-amz-object-lock-mode",
            "x-amz-object-lock-retain-until-date",
            "x-amz-replication-status",
            "x-amz-request-charged",
            "x-amz-restore",
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id",
            "x-amz-server-side-encryption-bucket-key-enabled",
            "x-amz-server-side-encryption-customer-algorithm",
            "x-amz-server-side-encryption-customer-key-md5",
            "x-amz-storage-class",
            "x-amz-tagging-count",
            "x-amz-version-id");

    /** An error in S3's form. */
    record Failure(String code, String message) {}

    Response {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(error);
        if (!STATUSES.contains(status)) {
            throw invalid("Invalid status code: " + status);
        }
        error.ifPresent(failure -> check(failure, status));
        if (checksums(headers).size() > 1) {
            throw invalid("Only one checksum can be specified at a time.");
        }
    }

    private static void check(Failure failure, int status) {
        if (!CODE.matcher(failure.code()).matches()) {
            throw invalid("The error code must match ^[A-Z][a-zA-Z]+$.");
        }
        if (status < 400) {
            throw invalid("An error code cannot be specified with a status code of success.");
        }
    }

    /**
     * What the head of a {@code WriteGetObjectResponse} says.
     *
     * @param hasBody whether there may be bytes after it
     * @throws AwsException {@code ValidationError}
     */
    static Response of(Headers asked, boolean hasBody) {
        var error = failure(asked.first("x-amz-fwd-error-code"), asked.first("x-amz-fwd-error-message"));
        if (error.isPresent() && hasBody) {
            throw invalid("An error code cannot be specified with a body.");
        }
        var headers = new Headers();
        asked.forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(FORWARDED)) {
                set(headers, lower.substring(FORWARDED.length()), value);
            } else if (lower.startsWith(METADATA)) {
                headers.set(lower, value);
            }
        });
        return new Response(
                asked.first("x-amz-fwd-status").map(Response::status).orElse(200), headers, error);
    }

    static Optional<Failure> failure(Optional<String> code, Optional<String> message) {
        if (code.isEmpty() && message.isPresent()) {
            throw invalid("An error message needs an error code.");
        }
        return code.map(text -> new Failure(text, message.orElse("")));
    }

    private static int status(String text) {
        if (!text.matches("\\d{3}")) {
            throw invalid("Invalid status code: " + text);
        }
        return Integer.parseInt(text);
    }

    /** Sets a header of an answer, if a function may. */
    static void set(Headers headers, String lowerCaseName, String value) {
        if (!NAMES.contains(lowerCaseName)) {
            throw invalid("The response header " + lowerCaseName + " cannot be set.");
        }
        headers.set(lowerCaseName, value);
    }

    /** The algorithm of the checksum that the answer tells, as S3 spells it, unless it is one of parts. */
    Optional<String> checksumAlgorithm() {
        return checksums(headers).stream()
                .findFirst()
                .filter(name -> !headers.first(name).orElseThrow().contains("-"))
                .map(name -> name.substring(CHECKSUM.length()).toUpperCase(Locale.ROOT));
    }

    String checksum() {
        return headers.first(checksums(headers).getFirst()).orElseThrow();
    }

    private static List<String> checksums(Headers headers) {
        return headers.names().stream()
                .filter(name -> name.startsWith(CHECKSUM))
                .toList();
    }

    static AwsException invalid(String message) {
        return new AwsException(ErrorCode.ValidationError, message);
    }
}
