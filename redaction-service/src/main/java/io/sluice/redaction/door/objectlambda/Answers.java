package io.sluice.redaction.door.objectlambda;

import static java.util.Objects.requireNonNull;

import io.sluice.redaction.door.LeavingHeaders;
import io.sluice.redaction.door.Served;
import io.sluice.redaction.door.objectlambda.ObjectLambdaEvent.Operation;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.WriteGetObjectResponseRequest;

/**
 * Answers the reader by
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_WriteGetObjectResponse.html">WriteGetObjectResponse</a>, which
 * works once for a token. The body flows as it is redacted.
 */
final class Answers {
    private static final String METADATA = "x-amz-meta-";
    private static final String ANY = "application/octet-stream";

    private final S3Client s3;

    Answers(S3Client s3) {
        this.s3 = requireNonNull(s3);
    }

    void error(Operation.Get to, S3Error error) {
        WriteGetObjectResponseRequest request = begun(to)
                .statusCode(error.status())
                .errorCode(error.code())
                .errorMessage(error.message())
                .build();
        s3.writeGetObjectResponse(request, RequestBody.empty());
    }

    void notModified(Operation.Get to, Map<String, String> stored) {
        WriteGetObjectResponseRequest.Builder request = begun(to).statusCode(304);
        Optional.ofNullable(LeavingHeaders.of(stored).get("last-modified"))
                .flatMap(Answers::time)
                .ifPresent(request::lastModified);
        s3.writeGetObjectResponse(request.build(), RequestBody.empty());
    }

    void object(Operation.Get to, Served served, Map<String, String> stored) {
        WriteGetObjectResponseRequest.Builder request =
                begun(to).statusCode(served.status()).acceptRanges("bytes");
        Map<String, String> metadata = new HashMap<>();
        LeavingHeaders.of(stored).forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), value);
            } else {
                set(request, name, value);
            }
        });
        served.range().ifPresent(request::contentRange);
        served.parts().ifPresent(request::partsCount);
        s3.writeGetObjectResponse(request.metadata(metadata).build(), body(served));
    }

    /** Redacted bytes come once; should the client want to send them again, the answer fails. */
    private static RequestBody body(Served served) {
        if (served.length().isPresent()) {
            return RequestBody.fromInputStream(served.body(), served.length().getAsLong());
        }
        return RequestBody.fromContentProvider(new Once(served.body()), ANY);
    }

    private static final class Once implements software.amazon.awssdk.http.ContentStreamProvider {
        private final InputStream body;
        private boolean given;

        Once(InputStream body) {
            this.body = body;
        }

        @Override
        public InputStream newStream() {
            if (given) {
                throw new IllegalStateException("the redacted bytes can be sent once only");
            }
            given = true;
            return body;
        }
    }

    private static WriteGetObjectResponseRequest.Builder begun(Operation.Get to) {
        return WriteGetObjectResponseRequest.builder().requestRoute(to.route()).requestToken(to.token());
    }

    private static void set(WriteGetObjectResponseRequest.Builder request, String name, String value) {
        switch (name) {
            case "cache-control" -> request.cacheControl(value);
            case "content-disposition" -> request.contentDisposition(value);
            case "content-encoding" -> request.contentEncoding(value);
            case "content-language" -> request.contentLanguage(value);
            case "content-type" -> request.contentType(value);
            case "expires" -> time(value).ifPresent(request::expires);
            case "last-modified" -> time(value).ifPresent(request::lastModified);
            case "x-amz-expiration" -> request.expiration(value);
            case "x-amz-missing-meta" -> number(value).ifPresent(request::missingMeta);
            case "x-amz-object-lock-legal-hold" -> request.objectLockLegalHoldStatus(value);
            case "x-amz-object-lock-mode" -> request.objectLockMode(value);
            case "x-amz-replication-status" -> request.replicationStatus(value);
            case "x-amz-request-charged" -> request.requestCharged(value);
            case "x-amz-restore" -> request.restore(value);
            case "x-amz-server-side-encryption" -> request.serverSideEncryption(value);
            case "x-amz-server-side-encryption-aws-kms-key-id" -> request.ssekmsKeyId(value);
            case "x-amz-server-side-encryption-bucket-key-enabled" ->
                request.bucketKeyEnabled(Boolean.parseBoolean(value));
            case "x-amz-storage-class" -> request.storageClass(value);
            case "x-amz-tagging-count" -> number(value).ifPresent(request::tagCount);
            case "x-amz-version-id" -> request.versionId(value);
            default -> {
                // not among the parameters of the operation
            }
        }
    }

    private static Optional<Instant> time(String value) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String value) {
        return value.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(value)) : Optional.empty();
    }
}
