package io.sluice.events;

/** The two forms of the store event: with a name and {@code sales}, or with a customer, {@code price} and {@code discount}. */
public enum Shape {
    NAMED,
    PRICED
}
