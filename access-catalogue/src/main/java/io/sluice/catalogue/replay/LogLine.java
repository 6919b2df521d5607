package io.sluice.catalogue.replay;

import java.util.Optional;

/** What one line of a log, or one record of a document, is. */
sealed interface LogLine {
    /**
     * A request that a catalogue can be asked about.
     *
     * @param vend what the caller's credentials were given out for, where that was told before
     */
    record Asked(LoggedRequest request, Optional<Vend> vend) implements LogLine {
        Asked(LoggedRequest request) {
            this(request, Optional.empty());
        }
    }

    /**
     * Something of which a catalogue says nothing.
     *
     * @param detail what exactly, such as the operation
     */
    record Undecidable(Reason reason, String detail) implements LogLine {}

    /** Credentials were given out for an access grant; what they are used for has lines of its own. */
    record Vended(String accessKeyId, Vend vend) implements LogLine {}

    /** Nothing that a log of this kind has. */
    record Malformed(String why) implements LogLine {}
}
