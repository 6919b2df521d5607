package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;

/**
 * People who may see the same, by access grants and by views.
 *
 * @param group the name of their group, at the OIDC provider and in the directory
 * @param role the role that they federate into where there is no Identity Center
 * @param members names of users
 * @param views names of the views that they read by HTTP
 */
public record Department(
        String name, String group, Role role, List<String> members, List<Grant> grants, List<String> views) {
    public Department {
        Objects.requireNonNull(name);
        Objects.requireNonNull(group);
        Objects.requireNonNull(role);
        members = List.copyOf(members);
        grants = List.copyOf(grants);
        views = List.copyOf(views);
    }

    /**
     * An access grant.
     *
     * @param subPrefix what follows the bucket's name: {@code users/*}, or a key
     * @param object whether the sub-prefix is one key
     */
    public record Grant(String dataSet, String subPrefix, boolean object, Access access) {
        public Grant {
            Objects.requireNonNull(dataSet);
            Objects.requireNonNull(subPrefix);
            Objects.requireNonNull(access);
        }
    }

    /** What a grant permits, as S3 calls it. */
    public enum Access {
        READ,
        WRITE,
        READWRITE
    }
}
