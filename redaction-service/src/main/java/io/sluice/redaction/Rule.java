package io.sluice.redaction;

import static java.util.Objects.requireNonNull;

/** One field, wherever its path finds it, and what is done to it. */
public record Rule(FieldPath path, Verb verb) {
    public Rule {
        requireNonNull(path);
        requireNonNull(verb);
    }
}
