package io.sluice.catalogue;

import java.util.Objects;
import java.util.Optional;

/**
 * A bucket that data sets lie in.
 *
 * @param accessPointPrefix what the names of its access points start with, where the bucket trusts them by that and not one by one
 */
public record Bucket(String name, Tls tls, Optional<String> accessPointPrefix) {
    public Bucket {
        Objects.requireNonNull(name);
        Objects.requireNonNull(tls);
        Objects.requireNonNull(accessPointPrefix);
    }
}
