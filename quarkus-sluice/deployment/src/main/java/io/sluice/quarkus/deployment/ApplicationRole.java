package io.sluice.quarkus.deployment;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.sluice.catalogue.Catalogue;
import java.util.Optional;

/** Who the application is at the lake. */
final class ApplicationRole {
    private ApplicationRole() {}

    /**
     * The name of the configured role, or of that of the catalogue's application of this name.
     *
     * @throws ConfigurationException where neither is in the catalogue: an application that is nobody would take the person's own keys
     */
    static String of(Catalogue catalogue, Optional<String> configured, String application) {
        var known = catalogue.render().roles().stream().map(role -> role.name()).toList();
        if (configured.isPresent()) {
            if (!known.contains(configured.get())) {
                throw new ConfigurationException("quarkus.sluice.devservices.role is " + configured.get()
                        + ", which the access catalogue does not have; there is " + String.join(", ", known));
            }
            return configured.get();
        }
        return catalogue.applications().stream()
                .filter(each -> each.name().equals(application))
                .map(each -> each.role().name())
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("the access catalogue has no application " + application
                        + "; set quarkus.sluice.devservices.role to one of its roles: " + String.join(", ", known)));
    }
}
