package io.sluice.system.signin;

import org.junit.jupiter.api.BeforeAll;

/** What Sluice relies on holds at a real Keycloak too. */
final class KeycloakIT extends SignInContract {
    private static Keycloak provider;

    @BeforeAll
    static void start() throws Exception {
        provider = Keycloak.shared();
    }

    @Override
    IdentityProvider provider() {
        return provider;
    }
}
