package io.sluice.lake.principals;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.Principal;
import java.util.List;
import java.util.Objects;

/**
 * Somebody with long-lived keys: a user of any account, the root user of one, or for tests a session of a role. Prints no secret.
 *
 * @param policies its identity policies
 */
public record User(Principal principal, Credentials credentials, List<NamedPolicy> policies) {
    public User {
        Objects.requireNonNull(principal);
        Objects.requireNonNull(credentials);
        policies = List.copyOf(policies);
    }
}
