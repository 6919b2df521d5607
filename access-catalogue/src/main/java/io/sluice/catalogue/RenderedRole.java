package io.sluice.catalogue;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A role, who may assume it, and what it may do besides what resources allow it.
 *
 * @param trustPolicy as JSON
 * @param policies its inline identity policies as JSON, by name
 */
public record RenderedRole(
        String name, String arn, String trustPolicy, Map<String, String> policies, Duration maxSessionDuration) {
    public RenderedRole {
        Objects.requireNonNull(name);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(trustPolicy);
        policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
        Objects.requireNonNull(maxSessionDuration);
    }
}
