package io.sluice.broker.browse;

import io.sluice.broker.credentials.Vending;
import java.util.Objects;

/** The vending of credentials that the broker itself reads with, for the person who looks. */
public record Reading(Vending vending) {
    public Reading {
        Objects.requireNonNull(vending);
    }
}
