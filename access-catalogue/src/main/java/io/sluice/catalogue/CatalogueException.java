package io.sluice.catalogue;

import java.util.Objects;

/** A catalogue that means nothing, or not what it says. The message starts with file, line and column, and tells what to write instead. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;

    public CatalogueException(Place place, String problem) {
        super(place + ": " + problem);
        this.place = Objects.requireNonNull(place);
    }

    public Place place() {
        return place;
    }
}
