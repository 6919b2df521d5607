package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Reads by S3: through a bucket, an access point, or an Object Lambda access point. */
record S3View(S3Client s3, String bucket) implements View {
    S3View {
        requireNonNull(s3);
        requireNonNull(bucket);
    }

    @Override
    public <T> T read(ObjectId object, Reader<T> reader) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(object.key())
                .ifMatch(object.etag().isEmpty() ? null : "\"" + object.etag() + "\"")
                .build();
        try (var body = s3.getObject(request)) {
            String version = Optional.ofNullable(body.response().versionId()).orElse(object.version());
            return reader.read(new ObjectId(object.key(), version, object.etag()), body);
        }
    }
}
