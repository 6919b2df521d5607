package io.sluice.catalogue;

import java.util.Objects;

/** The one bucket that all data sets share. */
public record Bucket(String name, Tls tls) {
    public Bucket {
        Objects.requireNonNull(name);
        Objects.requireNonNull(tls);
    }
}
