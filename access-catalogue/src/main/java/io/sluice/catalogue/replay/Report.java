package io.sluice.catalogue.replay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a catalogue would make of the requests in logs. Every line is in one of the counts.
 *
 * @param vended lines that only tell of credentials given out
 * @param refused those allowed then that would be refused now
 * @param allowed those refused then that would be allowed now
 * @param undecidable lines of which the catalogue says nothing, and those that are nothing of a log, by why
 * @param period from the first request to the last; none where there is none
 */
public record Report(
        long lines,
        Set<LogKind> kinds,
        Optional<Period> period,
        long stillAllowed,
        long stillRefused,
        long vended,
        List<Change> refused,
        List<Change> allowed,
        Map<Reason, Told> undecidable,
        Optional<Told> malformed) {
    public Report {
        refused = List.copyOf(refused);
        allowed = List.copyOf(allowed);
        undecidable = Map.copyOf(undecidable);
        kinds = Set.copyOf(kinds);
    }

    /** Both ends are in it. */
    public record Period(Instant first, Instant last) {}

    /**
     * Lines that have something in common.
     *
     * @param example the first of them: where it is, and what
     */
    public record Told(long count, String example) {}

    /** Whether no logged request would be decided otherwise. */
    public boolean isSame() {
        return refused.isEmpty() && allowed.isEmpty();
    }
}
