package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/** One SKU in one store. */
record Shelf(String sku, long store) implements Comparable<Shelf> {
    private static final Comparator<Shelf> ORDER =
            Comparator.comparing(Shelf::sku).thenComparingLong(Shelf::store);

    Shelf {
        requireNonNull(sku);
    }

    @Override
    public int compareTo(Shelf other) {
        return ORDER.compare(this, other);
    }
}
