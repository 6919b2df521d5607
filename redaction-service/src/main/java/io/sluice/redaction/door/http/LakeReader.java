package io.sluice.redaction.door.http;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import io.sluice.redaction.View;
import io.sluice.redaction.door.RefusedException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads what is stored through the redactor's own access point, under its own role. What S3 answers is logged by its code only. */
final class LakeReader {
    private static final System.Logger LOG = System.getLogger(LakeReader.class.getName());

    private final S3Client s3;
    private final Optional<String> instead;

    /** @param instead what is read through, whatever the views name */
    LakeReader(S3Client s3, Optional<String> instead) {
        this.s3 = requireNonNull(s3);
        this.instead = requireNonNull(instead);
    }

    private String bucket(View view) {
        return instead.orElseGet(view::bucket);
    }

    Stored get(View view, String key) throws RefusedException {
        return read(view, key, () -> {
            var stream = s3.getObject(get -> get.bucket(bucket(view)).key(key));
            return stored(
                    stream.response().sdkHttpResponse(),
                    stream.response().versionId(),
                    stream.response().lastModified(),
                    stream);
        });
    }

    Stored head(View view, String key) throws RefusedException {
        return read(view, key, () -> {
            var head = s3.headObject(request -> request.bucket(bucket(view)).key(key));
            return stored(head.sdkHttpResponse(), head.versionId(), head.lastModified(), InputStream.nullInputStream());
        });
    }

    private static Stored stored(SdkHttpResponse response, String version, Instant modified, InputStream body) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return new Stored(
                headers,
                Optional.ofNullable(version).filter(id -> !id.equals("null")),
                Optional.ofNullable(modified),
                body);
    }

    private Stored read(View view, String key, Supplier<Stored> call) throws RefusedException {
        try {
            return call.get();
        } catch (S3Exception refused) {
            if (refused.statusCode() == 404 || (refused.statusCode() == 403 && isMissing(view, key))) {
                throw missing();
            }
            throw failed("reading", refused);
        } catch (SdkException unanswered) {
            throw failed("reading", unanswered);
        }
    }

    static RefusedException missing() {
        return new RefusedException(404, "NoSuchKey", "The specified key does not exist.");
    }

    /** Who may list only below a prefix is refused what is not there. */
    private boolean isMissing(View view, String key) {
        try {
            return s3
                    .listObjectsV2(list -> list.bucket(bucket(view)).prefix(key).maxKeys(1))
                    .contents()
                    .stream()
                    .noneMatch(found -> found.key().equals(key));
        } catch (SdkException refused) {
            return false;
        }
    }

    ListObjectsV2Response list(View view, ListObjectsV2Request.Builder request) throws RefusedException {
        try {
            return s3.listObjectsV2(request.bucket(bucket(view)).build());
        } catch (S3Exception refused) {
            if (refused.statusCode() == 400) {
                throw new RefusedException(400, "InvalidArgument", "The continuation-token is none of this listing's");
            }
            throw failed("listing", refused);
        } catch (SdkException unanswered) {
            throw failed("listing", unanswered);
        }
    }

    private static RefusedException failed(String what, SdkException failure) {
        if (failure instanceof S3Exception refused) {
            String code = refused.awsErrorDetails() == null
                    ? "Http" + refused.statusCode()
                    : refused.awsErrorDetails().errorCode();
            LOG.log(WARNING, "S3 refused {0} with {1} {2}", what, String.valueOf(refused.statusCode()), code);
            if (refused.statusCode() == 403) {
                return new RefusedException(
                        403, "AccessDenied", "The view's own access point does not give this: " + code);
            }
            return new RefusedException(503, "ServiceUnavailable", "S3 answered " + code);
        }
        LOG.log(WARNING, "S3 did not answer {0}: {1}", what, failure.getClass().getSimpleName());
        return new RefusedException(503, "ServiceUnavailable", "S3 did not answer");
    }

    /** Whether the views' buckets can be listed. */
    Optional<String> problem(List<View> views) {
        for (View view : views) {
            try {
                s3.listObjectsV2(
                        list -> list.bucket(bucket(view)).prefix(view.prefix()).maxKeys(1));
            } catch (SdkException refused) {
                return Optional.of(
                        view.name() + ": " + failed("listing", refused).getMessage());
            }
        }
        return Optional.empty();
    }
}
