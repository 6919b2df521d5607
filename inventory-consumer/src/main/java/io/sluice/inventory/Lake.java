package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The part of the lake that this application may see: it lists and writes through its access point, and reads through a
 * view, which may be the same. A view hides the stored ETag, so ETags come from listings; those of S3 are strongly
 * consistent
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel">data consistency</a>).
 */
final class Lake {
    private final S3Client s3;
    private final String bucket;
    private final View view;

    Lake(S3Client s3, String bucket, View view) {
        this.s3 = requireNonNull(s3);
        this.bucket = requireNonNull(bucket);
        this.view = requireNonNull(view);
    }

    /** Reads an object through the view, only in the version that its ETag names where it has one. */
    <T> T read(ObjectId object, View.Reader<T> reader) throws IOException {
        return view.read(object, reader);
    }

    /** The objects below a prefix, after a key, in the order of their keys. */
    Stream<ObjectId> list(String prefix, String after) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .startAfter(after.isEmpty() ? null : after)
                .build();
        return s3.listObjectsV2Paginator(request).contents().stream().map(Lake::id);
    }

    private static ObjectId id(S3Object object) {
        return new ObjectId(object.key(), "", Optional.ofNullable(object.eTag()).orElse(""));
    }

    Optional<ObjectId> find(String key) {
        return find(s3, bucket, key);
    }

    static Optional<ObjectId> find(S3Client s3, String bucket, String key) {
        return s3.listObjectsV2(list -> list.bucket(bucket).prefix(key).maxKeys(1)).contents().stream()
                .map(Lake::id)
                .filter(found -> found.key().equals(key))
                .findFirst();
    }

    void write(String key, byte[] body) {
        s3.putObject(put -> put.bucket(bucket).key(key).contentType("application/json"), RequestBody.fromBytes(body));
    }

    /**
     * Writes only where the object is still as it was, or still missing.
     *
     * @param etag empty where there must be none
     * @return the new ETag, or empty where somebody else has written meanwhile
     */
    Optional<String> replace(String key, String etag, byte[] body) {
        try {
            var response = s3.putObject(
                    put -> put.bucket(bucket)
                            .key(key)
                            .contentType("application/json")
                            .ifMatch(etag.isEmpty() ? null : "\"" + etag + "\"")
                            .ifNoneMatch(etag.isEmpty() ? "*" : null),
                    RequestBody.fromBytes(body));
            return Optional.of(ObjectId.unquoted(response.eTag()));
        } catch (S3Exception refused) {
            if (isTaken(refused)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** 412 where it was changed, 409 where it is just being changed, 404 where it was deleted. */
    private static boolean isTaken(S3Exception refused) {
        String code = Refusal.of(refused).code();
        return refused.statusCode() == 412 || code.equals("ConditionalRequestConflict") || code.equals("NoSuchKey");
    }
}
