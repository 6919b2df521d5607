package io.sluice.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * One kind of data in a bucket.
 *
 * @param prefix what all its keys start with; ends with {@code /}, since {@code sales_event} would also cover
 *     {@code sales_events_archive/}
 * @param owner who answers for it
 * @param fields the fields that are more sensitive than the rest, by name
 */
public record DataSet(
        String name,
        String bucket,
        String prefix,
        String owner,
        Classification classification,
        SequencedMap<String, Classification> fields) {
    public DataSet {
        Objects.requireNonNull(name);
        Objects.requireNonNull(bucket);
        Objects.requireNonNull(prefix);
        Objects.requireNonNull(owner);
        Objects.requireNonNull(classification);
        fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }
}
