package io.sluice.catalogue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Something that runs under a role of its own and comes in through an access point of its own.
 *
 * @param accessPoint the name of its access point, unique in account and Region
 * @param grants what it may do with which data set, by data set name, in the order of the catalogue's data sets
 */
public record Application(
        String name,
        Role role,
        String accessPoint,
        NetworkOrigin networkOrigin,
        SequencedMap<String, Set<Permission>> grants) {
    /**
     * The role that it runs under, and who may assume it; somebody must.
     *
     * @param trustedPrincipals ARNs of users and roles, or of the root of an account, which then decides itself who of it may
     */
    public record Role(String name, Optional<TrustedService> trustedService, List<String> trustedPrincipals) {
        public Role {
            Objects.requireNonNull(name);
            Objects.requireNonNull(trustedService);
            trustedPrincipals = List.copyOf(trustedPrincipals);
        }
    }

    public Application {
        Objects.requireNonNull(name);
        Objects.requireNonNull(role);
        Objects.requireNonNull(accessPoint);
        Objects.requireNonNull(networkOrigin);
        grants = copy(grants);
    }

    private static SequencedMap<String, Set<Permission>> copy(Map<String, Set<Permission>> grants) {
        var copy = new LinkedHashMap<String, Set<Permission>>();
        grants.forEach((dataSet, permissions) -> copy.put(dataSet, EnumSet.copyOf(permissions)));
        return java.util.Collections.unmodifiableSequencedMap(copy);
    }
}
