package io.sluice.catalogue;

import java.util.Objects;
import java.util.Optional;

/**
 * An access point of one of the catalogue's buckets.
 *
 * @param policy its policy as JSON; none where its application is granted nothing
 */
public record RenderedAccessPoint(
        String name,
        String arn,
        String bucket,
        NetworkOrigin networkOrigin,
        Optional<String> policy,
        PublicAccessBlock publicAccessBlock) {
    public RenderedAccessPoint {
        Objects.requireNonNull(name);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(networkOrigin);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(publicAccessBlock);
    }
}
