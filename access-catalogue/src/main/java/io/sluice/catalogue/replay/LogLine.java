package io.sluice.catalogue.replay;

import java.util.List;
import java.util.Optional;

/** What one line of a log, or one record of a document, is. */
sealed interface LogLine {
    /**
     * Requests that a catalogue can be asked about, which were made at once by one caller: mostly one, of a batch as many as it has objects.
     *
     * @param vend what the caller's credentials were given out for, where that was told before
     */
    record Asked(List<LoggedRequest> requests, Optional<Vend> vend) implements LogLine {
        public Asked {
            requests = List.copyOf(requests);
        }

        public Asked(LoggedRequest request) {
            this(List.of(request), Optional.empty());
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
