package io.sluice.lake.principals;

import java.time.Instant;
import java.util.Objects;

/** A session of a role, without its secrets: those follow from its access key id. */
public record RoleSession(
        String accessKeyId, String roleArn, SessionRequest request, Instant created, Instant expires) {
    public RoleSession {
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(roleArn);
        Objects.requireNonNull(request);
        Objects.requireNonNull(created);
        Objects.requireNonNull(expires);
    }
}
