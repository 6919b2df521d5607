package io.sluice.catalogue;

import java.util.Objects;

/** A bucket that data sets lie in. */
public record Bucket(String name, Tls tls) {
    public Bucket {
        Objects.requireNonNull(name);
        Objects.requireNonNull(tls);
    }
}
