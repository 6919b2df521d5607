package io.sluice.system.signin;

import java.net.URI;

/**
 * A running OIDC provider with the people of {@link People}, the public client {@code sluice-cli} and the confidential client
 * {@code grants-broker}: {@link DemoProvider} or {@link Keycloak}. What is a claim about both is in {@code SignInContract}.
 */
public interface IdentityProvider extends AutoCloseable {
    /** The {@code iss} of its tokens; discovery is below it. */
    URI issuer();

    @Override
    void close();
}
