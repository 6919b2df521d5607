package io.sluice.catalogue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Something that runs under a role of its own and comes in through an access point of its own.
 *
 * @param accessPoint the name of its access point, unique in account and Region
 * @param bucket the one bucket that the access point is on
 * @param grants what it may do with which data set, by data set name, in the order of the catalogue's data sets
 */
public record Application(
        String name,
        Role role,
        String accessPoint,
        String bucket,
        NetworkOrigin networkOrigin,
        SequencedMap<String, Set<Permission>> grants) {
    public Application {
        Objects.requireNonNull(name);
        Objects.requireNonNull(role);
        Objects.requireNonNull(accessPoint);
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(networkOrigin);
        grants = copy(grants);
    }

    private static SequencedMap<String, Set<Permission>> copy(Map<String, Set<Permission>> grants) {
        var copy = new LinkedHashMap<String, Set<Permission>>();
        grants.forEach((dataSet, permissions) -> copy.put(dataSet, EnumSet.copyOf(permissions)));
        return Collections.unmodifiableSequencedMap(copy);
    }
}
