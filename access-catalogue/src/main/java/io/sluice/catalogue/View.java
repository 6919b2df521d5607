package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A data set as those see it who may not see all of its fields.
 *
 * @param consumers names of the applications that read it
 * @param readers ARNs of users and roles that are not the catalogue's and read it too
 * @param http the name of the application that serves it by HTTP
 */
public record View(
        String name,
        String dataSet,
        List<String> consumers,
        List<String> readers,
        List<Redaction> rules,
        Optional<String> http,
        Optional<ObjectLambda> objectLambda) {
    public View {
        Objects.requireNonNull(name);
        Objects.requireNonNull(dataSet);
        consumers = List.copyOf(consumers);
        readers = List.copyOf(readers);
        rules = List.copyOf(rules);
        Objects.requireNonNull(http);
        Objects.requireNonNull(objectLambda);
    }

    /**
     * The view as an Object Lambda access point.
     *
     * @param supporting the name of the access point in front of which it stands
     * @param function the name of the function that redacts
     * @param operations {@code GetObject} and others that go through the function
     * @param features what else the function can do, {@code GetObject-Range}
     */
    public record ObjectLambda(
            String accessPoint, String supporting, String function, List<String> operations, Set<String> features) {
        public ObjectLambda {
            Objects.requireNonNull(accessPoint);
            Objects.requireNonNull(supporting);
            Objects.requireNonNull(function);
            operations = List.copyOf(operations);
            features = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(features));
        }
    }
}
