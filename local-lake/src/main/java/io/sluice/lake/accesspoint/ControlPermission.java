package io.sluice.lake.accesspoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a request to the control plane needs.
 *
 * @param action {@code s3:CreateAccessPoint}
 * @param resource an access point's ARN, or {@code *} for what IAM knows no resource of
 * @param account the account that owns the resource
 * @param conditions the condition keys that S3 sets for it
 */
public record ControlPermission(String action, String resource, String account, Map<String, List<String>> conditions) {
    public ControlPermission {
        Objects.requireNonNull(action);
        Objects.requireNonNull(resource);
        Objects.requireNonNull(account);
        conditions = Map.copyOf(conditions);
    }
}
