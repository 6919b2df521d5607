package io.sluice.catalogue;

import java.util.Locale;

/** How much harm the data can do in wrong hands, from least to most. */
public enum Classification {
    PUBLIC,
    INTERNAL,
    CONFIDENTIAL,
    RESTRICTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
