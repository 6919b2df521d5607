package io.sluice.catalogue;

import java.util.Optional;

/**
 * A catalogue that means nothing, not what it says, or more than AWS takes. The message starts with file, line and column where one place
 * is to blame, and tells what to write instead.
 */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Place> place;

    public CatalogueException(Place place, String problem) {
        super(place + ": " + problem);
        this.place = Optional.of(place);
    }

    /** A problem of the catalogue as a whole. */
    public CatalogueException(String problem) {
        super(problem);
        this.place = Optional.empty();
    }

    public Optional<Place> place() {
        return place;
    }
}
