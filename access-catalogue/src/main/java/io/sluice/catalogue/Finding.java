package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something about a catalogue that should be otherwise, or be accepted by an exception.
 *
 * @param kind one of {@link #KINDS}, by which exceptions name it
 * @param subject what it is about, by which exceptions name it
 * @param message what is the matter and what to do
 */
public record Finding(String kind, String subject, Optional<Place> place, String message) {
    /** Every kind there is, in the order in which they are told. */
    public static final List<String> KINDS = List.of(
            "redacted-data-raw",
            "unredacted-field",
            "loose-sub-prefix",
            "grant-over-data-set",
            "grant-denied",
            "public-access",
            "cross-account-access",
            "external-account",
            "wildcard",
            "trigger-on-own-output",
            "unused-role",
            "quota-near",
            "expired-exception");

    public Finding {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("No kind of finding: " + kind);
        }
        Objects.requireNonNull(subject);
        Objects.requireNonNull(place);
        Objects.requireNonNull(message);
    }
}
