package io.sluice.broker.browse;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of a listing.
 *
 * @param next what the page after it is asked for with
 */
public record Listing(List<Item> items, Optional<String> next) {
    public Listing {
        items = List.copyOf(items);
        Objects.requireNonNull(next);
    }
}
