package io.sluice.catalogue;

import java.util.Objects;

/**
 * A redacted view as the redactor reads it.
 *
 * @param document JSON: name, bucket, prefix, consumers, groups and rules
 */
public record RenderedView(String name, String document) {
    public RenderedView {
        Objects.requireNonNull(name);
        Objects.requireNonNull(document);
    }
}
