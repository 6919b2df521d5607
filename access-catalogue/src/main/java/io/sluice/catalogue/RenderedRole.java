package io.sluice.catalogue;

import java.time.Duration;
import java.util.Objects;

/**
 * A role and who may assume it. It has no policy of its own: what it may do with data comes from its access point's policy.
 *
 * @param trustPolicy as JSON
 */
public record RenderedRole(String name, String arn, String trustPolicy, Duration maxSessionDuration) {
    public RenderedRole {
        Objects.requireNonNull(name);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(trustPolicy);
        Objects.requireNonNull(maxSessionDuration);
    }
}
