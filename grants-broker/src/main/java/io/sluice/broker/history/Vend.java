package io.sluice.broker.history;

import io.sluice.broker.access.Permission;
import java.time.Instant;
import java.util.Objects;

/**
 * That credentials were given out: to whom, for what, until when. The id of the access key is the name under which the access log has them;
 * the secret is not here.
 *
 * @param person {@link io.sluice.broker.person.Person#key}
 * @param entry the id of what was chosen
 */
public record Vend(
        Instant at,
        String person,
        String email,
        String entry,
        String dataSet,
        String scope,
        String permission,
        Instant until,
        String accessKeyId) {
    public Vend {
        Objects.requireNonNull(at);
        Objects.requireNonNull(person);
        Objects.requireNonNull(email);
        Objects.requireNonNull(entry);
        Objects.requireNonNull(dataSet);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(permission);
        Objects.requireNonNull(until);
        Objects.requireNonNull(accessKeyId);
    }

    public boolean isLive(Instant now) {
        return until.isAfter(now);
    }

    /** The permission in words. */
    public String may() {
        return Permission.named(permission).map(Permission::words).orElse(permission);
    }
}
