package io.sluice.catalogue;

import java.util.Objects;

/**
 * One kind of data in the bucket.
 *
 * @param prefix what all its keys start with; ends with {@code /}, since {@code sales_event} would also cover
 *     {@code sales_events_archive/}
 * @param owner who answers for it
 */
public record DataSet(String name, String prefix, String owner, Classification classification) {
    public DataSet {
        Objects.requireNonNull(name);
        Objects.requireNonNull(prefix);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(classification);
    }
}
