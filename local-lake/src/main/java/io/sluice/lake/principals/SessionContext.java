package io.sluice.lake.principals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What goes with every request of a session besides its role, its tags and its source identity.
 *
 * @param keys condition keys that whoever opened the session has set
 * @param onBehalfOf the person of a directory that it acts for
 * @param federatedProvider the identity provider whose token it was opened with, by its ARN
 */
public record SessionContext(
        Map<String, List<String>> keys, Optional<OnBehalfOf> onBehalfOf, Optional<String> federatedProvider) {
    public static final SessionContext NONE = new SessionContext(Map.of(), Optional.empty(), Optional.empty());

    public SessionContext {
        var copy = new LinkedHashMap<String, List<String>>();
        keys.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        keys = copy;
        Objects.requireNonNull(onBehalfOf);
        Objects.requireNonNull(federatedProvider);
    }

    /** All condition keys that follow from it. */
    public Map<String, List<String>> conditionKeys() {
        var all = new LinkedHashMap<>(keys);
        onBehalfOf.ifPresent(person -> all.putAll(person.conditionKeys()));
        federatedProvider.ifPresent(provider -> all.put("aws:FederatedProvider", List.of(provider)));
        return all;
    }
}
