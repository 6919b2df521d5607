package io.sluice.quarkus.deployment.signin;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What provider is wanted.
 *
 * @param issuer on localhost, with its port
 * @param client the application; its secret is made when the provider starts
 * @param sharedFolder where applications in dev mode find each other's provider; empty for one of one's own
 */
public record SignInPlan(
        URI issuer, List<Person> people, Client client, Optional<Path> sharedFolder, List<Path> classPath) {
    public SignInPlan {
        people = List.copyOf(people);
        classPath = List.copyOf(classPath);
    }

    /** Equal where a provider that runs will do, whichever class loader asks. */
    public String identity() {
        return issuer + " " + people + " " + client;
    }
}
