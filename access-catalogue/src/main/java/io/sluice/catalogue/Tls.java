package io.sluice.catalogue;

import java.util.Locale;

/** Whether the bucket refuses requests that do not come over TLS. A lake on one machine that speaks plain HTTP needs {@code optional}. */
public enum Tls {
    REQUIRED,
    OPTIONAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
