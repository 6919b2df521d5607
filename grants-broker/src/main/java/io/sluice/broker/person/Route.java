package io.sluice.broker.person;

import java.util.List;

/** How a person of the provider becomes an AWS identity. */
public sealed interface Route permits FederationRoute, IdentityCenterRoute {
    /** Whether grants may be tied to the application that the person comes through. */
    boolean throughApplication();

    /** The names of the identities that this person has; empty where there is none. */
    List<String> names(Person person);

    /**
     * The identity of this name, fetched now.
     *
     * @throws io.sluice.broker.aws.RefusedException where AWS refuses the person
     * @throws io.sluice.broker.aws.UnavailableException where something does not answer
     * @throws SignInAgainException where the token cannot be used once more
     */
    Caller fetch(SignedIn who, String name);
}
