package io.sluice.lake.s3;

import java.util.Objects;
import java.util.Optional;

/**
 * The bucket that a request works on and the way it was reached.
 *
 * @param accessPoint the ARN of the access point that the request came through; none where it named the bucket
 */
public record Address(String bucket, Optional<String> accessPoint) {
    public Address {
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(accessPoint);
    }

    public static Address bucket(String name) {
        return new Address(name, Optional.empty());
    }
}
