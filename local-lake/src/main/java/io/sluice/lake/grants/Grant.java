package io.sluice.lake.grants;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One grant.
 *
 * @param subPrefix what of its location it is about, as it was written; may be empty
 * @param scope location and sub-prefix together
 * @param application the only application of Identity Center through which it holds; none for any
 */
record Grant(
        String id,
        String locationId,
        String subPrefix,
        Scope scope,
        Grantee grantee,
        Permission permission,
        Optional<String> application,
        Instant created,
        Map<String, String> tags) {
    static final String EVERY_APPLICATION = "ALL";
    static final String NO_APPLICATION = "NA";

    Grant {
        Objects.requireNonNull(id);
        Objects.requireNonNull(locationId);
        Objects.requireNonNull(subPrefix);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(grantee);
        Objects.requireNonNull(permission);
        Objects.requireNonNull(application);
        Objects.requireNonNull(created);
        tags = Map.copyOf(tags);
    }

    String arn(Instance instance) {
        return instance.arn() + "/grant/" + id;
    }

    /** What a listing says: an ARN, {@code ALL}, or {@code NA} where no application has to do with it. */
    String applicationText() {
        return application.orElse(grantee.type() == Grantee.Type.IAM ? NO_APPLICATION : EVERY_APPLICATION);
    }

    /** Whether it says the same as another. */
    boolean isLike(Grant other) {
        return scope.equals(other.scope)
                && grantee.equals(other.grantee)
                && permission == other.permission
                && application.equals(other.application);
    }

    Grant withTags(Map<String, String> other) {
        return new Grant(id, locationId, subPrefix, scope, grantee, permission, application, created, other);
    }
}
