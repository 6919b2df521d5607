package io.sluice.lake.grants;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Data that may be granted, with the role under whose sessions it is read and written. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html">registering a location</a>.
 *
 * @param id {@code default} for {@code s3://}
 * @param scope {@code s3://}, {@code s3://bucket} or {@code s3://bucket/prefix}, as it was registered
 */
record Location(String id, String scope, String roleArn, Instant created, Map<String, String> tags) {
    static final String DEFAULT = "default";

    Location {
        Objects.requireNonNull(id);
        Objects.requireNonNull(scope);
        Objects.requireNonNull(roleArn);
        Objects.requireNonNull(created);
        tags = Map.copyOf(tags);
    }

    boolean isDefault() {
        return scope.equals(Scope.SCHEME);
    }

    /** The scope of a grant: a sub-prefix appended as it is, after a slash where only a bucket is before it. */
    String granted(String subPrefix) {
        String stem = scope.endsWith("*") ? scope.substring(0, scope.length() - 1) : scope;
        boolean bucketOnly = !isDefault() && stem.indexOf('/', Scope.SCHEME.length()) < 0;
        return stem + (bucketOnly ? "/" : "") + (subPrefix.isEmpty() ? "*" : subPrefix);
    }

    String arn(Instance instance) {
        return instance.arn() + "/location/" + id;
    }

    Location withRole(String other) {
        return new Location(id, scope, other, created, tags);
    }

    Location withTags(Map<String, String> other) {
        return new Location(id, scope, roleArn, created, other);
    }
}
