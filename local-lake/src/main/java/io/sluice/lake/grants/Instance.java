package io.sluice.lake.grants;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The one instance that an account has in a Region.
 *
 * @param identityCenter the instance of IAM Identity Center whose users and groups may be grantees
 */
record Instance(
        String arn,
        Instant created,
        Optional<String> identityCenter,
        Optional<Policy> policy,
        Map<String, String> tags) {
    static final String ID = "default";

    /** A resource policy, which lets other accounts ask. */
    record Policy(String document, Optional<String> organization, Instant created) {}

    Instance {
        Objects.requireNonNull(arn);
        Objects.requireNonNull(created);
        Objects.requireNonNull(identityCenter);
        Objects.requireNonNull(policy);
        tags = Map.copyOf(tags);
    }

    static String arn(String region, String account) {
        return "arn:aws:s3:" + region + ":" + account + ":access-grants/" + ID;
    }

    String account() {
        return arn.split(":", 6)[4];
    }

    /** The application that Identity Center keeps for it. */
    Optional<String> application() {
        return identityCenter.map(center -> "arn:aws:sso::" + account() + ":application/"
                + center.substring(center.lastIndexOf('/') + 1) + "/apl-s3accessgrants0");
    }

    Instance with(Optional<String> center) {
        return new Instance(arn, created, center, policy, tags);
    }

    Instance withPolicy(Optional<Policy> other) {
        return new Instance(arn, created, identityCenter, other, tags);
    }

    Instance withTags(Map<String, String> other) {
        return new Instance(arn, created, identityCenter, policy, other);
    }
}
