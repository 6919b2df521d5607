package io.sluice.broker.access;

/** The person has no grant and no view of that id. */
public final class NoSuchEntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchEntryException() {
        super("You have no access of that kind, or no longer.");
    }
}
