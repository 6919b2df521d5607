package io.sluice.catalogue;

import java.util.Objects;
import java.util.Optional;

/**
 * An access point of the catalogue's bucket.
 *
 * @param policy its policy as JSON; none where its application is granted nothing
 */
public record RenderedAccessPoint(
        String name,
        String arn,
        NetworkOrigin networkOrigin,
        Optional<String> policy,
        PublicAccessBlock publicAccessBlock) {
    public RenderedAccessPoint {
        Objects.requireNonNull(name);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(networkOrigin);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(publicAccessBlock);
    }
}
