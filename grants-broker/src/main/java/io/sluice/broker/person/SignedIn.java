package io.sluice.broker.person;

import java.util.Objects;

/** A person and the token that proves it. */
public record SignedIn(Person person, IdentityToken token) {
    public SignedIn {
        Objects.requireNonNull(person);
        Objects.requireNonNull(token);
    }
}
