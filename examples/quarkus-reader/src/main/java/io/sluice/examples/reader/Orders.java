package io.sluice.examples.reader;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads orders through the application's own access point. */
@ApplicationScoped
class Orders {
    private final S3Client s3;
    private final String bucket;

    Orders(S3Client s3, @ConfigProperty(name = "reader.bucket") String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** The object with this key, which is a person's guess: what is no order is refused by the lake. */
    String read(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }
}
