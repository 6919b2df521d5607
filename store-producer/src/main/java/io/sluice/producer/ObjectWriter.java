package io.sluice.producer;

import io.sluice.events.KeyLayout;
import io.sluice.events.WriteTimes;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Writes objects under keys that nobody has used before: {@code If-None-Match: *}, and the next microsecond where the key
 * is taken. When a write is repeated after an answer got lost, the first one may have arrived too; then the events are
 * there twice, under two keys, and readers tell by {@code request_id}.
 */
final class ObjectWriter {
    private static final int KEYS_TO_TRY = 50;

    private final S3Client s3;
    private final String bucket;
    private final KeyLayout layout;
    private final WriteTimes times;

    ObjectWriter(S3Client s3, String bucket, KeyLayout layout, WriteTimes times) {
        this.s3 = s3;
        this.bucket = bucket;
        this.layout = layout;
        this.times = times;
    }

    /** Writes under a new key in the folder. */
    Outcome writeNew(String folder, String extension, String contentType, byte[] body) {
        Outcome outcome = new Outcome.Failed(0, "NoFreeKey", "no key was free");
        for (int tried = 0; tried < KEYS_TO_TRY; tried++) {
            String key = layout.key(folder, times.next(), extension);
            outcome = put(key, contentType, "*", body);
            if (!(outcome instanceof Outcome.Failed failed) || !isTaken(failed)) {
                return outcome;
            }
        }
        return outcome;
    }

    /** Writes under a key that belongs to something written before. */
    Outcome writeBeside(String key, String contentType, byte[] body) {
        return put(key, contentType, null, body);
    }

    private static boolean isTaken(Outcome.Failed failed) {
        return failed.status() == 412
                || (failed.status() == 409 && failed.code().equals("ConditionalRequestConflict"));
    }

    private Outcome put(String key, String contentType, String ifNoneMatch, byte[] body) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .ifNoneMatch(ifNoneMatch)
                .build();
        return outcome(() -> {
            s3.putObject(request, RequestBody.fromBytes(body));
            return new Outcome.Written(key, body.length);
        });
    }

    private static Outcome outcome(Supplier<Outcome> write) {
        try {
            return write.get();
        } catch (S3Exception refused) {
            var details = refused.awsErrorDetails();
            return details == null
                    ? new Outcome.Failed(refused.statusCode(), "Unknown", String.valueOf(refused.getMessage()))
                    : new Outcome.Failed(refused.statusCode(), details.errorCode(), details.errorMessage());
        } catch (SdkException unreachable) {
            return new Outcome.Failed(0, "NoAnswer", String.valueOf(unreachable.getMessage()));
        }
    }
}
