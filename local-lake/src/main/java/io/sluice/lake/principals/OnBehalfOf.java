package io.sluice.lake.principals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The person of a directory that a session acts for, as IAM Identity Center vouches for it. From <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/userguide/condition-context-keys-sts-idc.html">AWS STS condition context keys for
 * IAM Identity Center</a>.
 *
 * @param application the application of Identity Center through which the person came
 */
public record OnBehalfOf(String userId, String identityStoreArn, String instanceArn, String application) {
    public OnBehalfOf {
        Objects.requireNonNull(userId);
        Objects.requireNonNull(identityStoreArn);
        Objects.requireNonNull(instanceArn);
        Objects.requireNonNull(application);
    }

    /** The condition keys that follow from it, without what comes before them. */
    public Map<String, List<String>> conditionKeys() {
        var keys = new LinkedHashMap<String, List<String>>();
        keys.put("identitystore:UserId", List.of(userId));
        keys.put("identitystore:IdentityStoreArn", List.of(identityStoreArn));
        keys.put("identitycenter:InstanceArn", List.of(instanceArn));
        keys.put("identitycenter:ApplicationArn", List.of(application));
        return keys;
    }
}
