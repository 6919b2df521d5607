package io.sluice.deploy.template;

import java.util.Locale;
import java.util.Objects;

/**
 * Something about templates that must be otherwise, or that whoever deploys them should know.
 *
 * @param message what is the matter, and what to do where that is not plain
 */
public record TemplateFinding(Kind kind, Where where, String message) {
    /** What is the matter, the gravest first. */
    public enum Kind {
        /** A part is not understood, so nothing is taken from it. */
        UNREADABLE(true),
        /** A policy that IAM would not take, or a misspelt action or condition key. */
        NO_POLICY(true),
        /** Anybody may do something. */
        PUBLIC_ACCESS(true),
        /** Another account is named that the catalogue does not name. */
        EXTERNAL_ACCOUNT(true),
        /** A request is allowed that the catalogue does not allow. */
        NEWLY_ALLOWED(true),
        /** A request is refused that the catalogue allows. */
        NO_LONGER_ALLOWED(true),
        /** Whether requests are decided as the catalogue says could not be worked out. */
        UNDECIDED(true),
        /** A statement, resource or setting of the catalogue is not there. */
        MISSING(true),
        /** A setting is another than the catalogue's. */
        DIFFERENT(true),
        /** A statement that the catalogue does not have, about what it governs. */
        NOT_OF_THE_CATALOGUE(true),
        /** A bucket without versions, encryption, or all of block public access. */
        UNPROTECTED(true),
        /** What the catalogue does not speak of and need not. */
        BESIDES_THE_CATALOGUE(false),
        /** What would block, and somebody answers for. */
        ACCEPTED(false);

        private final boolean blocking;

        Kind(boolean blocking) {
            this.blocking = blocking;
        }

        public boolean isBlocking() {
            return blocking;
        }

        /** {@code newly-allowed}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public TemplateFinding {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(where);
        Objects.requireNonNull(message);
    }

    @Override
    public String toString() {
        return where + ": " + kind + ": " + message;
    }
}
