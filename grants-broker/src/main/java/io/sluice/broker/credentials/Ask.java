package io.sluice.broker.credentials;

import io.sluice.broker.access.Grant;
import io.sluice.broker.access.Permission;
import io.sluice.broker.access.Scope;
import java.time.Duration;
import java.util.Objects;

/**
 * What credentials are asked for: never more than the grant allows.
 *
 * @param target what they shall reach: the grant's scope or a part of it
 * @param lasts 15 minutes to 12 hours, as <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetDataAccess.html">GetDataAccess</a> takes it
 */
public record Ask(Grant grant, Permission permission, Scope target, Duration lasts) {
    public static final Duration SHORTEST = Duration.ofMinutes(15);
    public static final Duration LONGEST = Duration.ofHours(12);
    public static final Duration USUAL = Duration.ofHours(1);

    /** Checks it against the grant. */
    public Ask {
        Objects.requireNonNull(grant);
        if (!grant.permission().covers(permission)) {
            throw new BadAskException(
                    "permission", "Your grant allows to " + grant.permission().words() + " only.");
        }
        if (!grant.scope().covers(target)) {
            throw new BadAskException("below", "Your grant does not cover it.");
        }
        if (lasts.compareTo(SHORTEST) < 0 || lasts.compareTo(LONGEST) > 0) {
            throw new BadAskException("minutes", "Choose between 15 minutes and 12 hours.");
        }
    }

    /** Everything that the grant covers. */
    public static Ask whole(Grant grant, Permission permission, Duration lasts) {
        return new Ask(grant, permission, grant.scope(), lasts);
    }

    boolean isNarrowed() {
        return !target.equals(grant.scope());
    }
}
