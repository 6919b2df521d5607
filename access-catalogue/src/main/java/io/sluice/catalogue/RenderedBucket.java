package io.sluice.catalogue;

import java.util.Objects;
import java.util.Optional;

/**
 * A bucket that holds data sets.
 *
 * @param policy the bucket policy as JSON; none where nothing is allowed and nothing denied, since AWS has no empty policy
 */
public record RenderedBucket(String name, Optional<String> policy, PublicAccessBlock publicAccessBlock) {
    public RenderedBucket {
        Objects.requireNonNull(name);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(publicAccessBlock);
    }
}
