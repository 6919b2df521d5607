package io.sluice.catalogue.replay;

import io.sluice.catalogue.Catalogue;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What some lines show. Findings of lines that follow each other, added in their order, are the findings of all of them. For one thread.
 */
final class Findings {
    private final Changes refused;
    private final Changes allowed;
    private final Map<Reason, Tally> undecidable = new EnumMap<>(Reason.class);
    private final Tally malformed = new Tally();
    private final Set<LogKind> kinds = EnumSet.noneOf(LogKind.class);
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long lines;
    private long stillAllowed;
    private long stillRefused;
    private long vended;

    private Findings(int most) {
        refused = new Changes(most);
        allowed = new Changes(most);
    }

    /** Of logs of any length. */
    static Findings ofLogs() {
        return new Findings(Changes.MOST);
    }

    /** Of one block, which is not long enough to be too much. */
    static Findings ofBlock() {
        return new Findings(Integer.MAX_VALUE);
    }

    long lines() {
        return lines;
    }

    void line() {
        lines++;
    }

    void request(LogKind kind, Instant time) {
        kinds.add(kind);
        first = time.isBefore(first) ? time : first;
        last = time.isAfter(last) ? time : last;
    }

    void vended() {
        vended++;
    }

    void malformed(String where, String why) {
        malformed.add(where, why);
    }

    void undecidable(Reason reason, String where, String detail) {
        undecidable.computeIfAbsent(reason, _ -> new Tally()).add(where, detail);
    }

    void asBefore(boolean isAllowed) {
        if (isAllowed) {
            stillAllowed++;
        } else {
            stillRefused++;
        }
    }

    void changed(String who, String where, Changes.Case one) {
        (one.decided().decision().isAllowed() ? allowed : refused).add(who, where, one);
    }

    /** Those of the lines after. */
    void add(Findings later) {
        refused.add(later.refused);
        allowed.add(later.allowed);
        later.undecidable.forEach((reason, tally) ->
                undecidable.computeIfAbsent(reason, _ -> new Tally()).add(tally));
        malformed.add(later.malformed);
        kinds.addAll(later.kinds);
        first = later.first.isBefore(first) ? later.first : first;
        last = later.last.isAfter(last) ? later.last : last;
        lines += later.lines;
        stillAllowed += later.stillAllowed;
        stillRefused += later.stillRefused;
        vended += later.vended;
    }

    Report report(Catalogue catalogue) {
        var told = new EnumMap<Reason, Report.Told>(Reason.class);
        undecidable.forEach((reason, tally) -> told.put(reason, tally.told()));
        return new Report(
                lines,
                kinds,
                kinds.isEmpty() ? Optional.empty() : Optional.of(new Report.Period(first, last)),
                stillAllowed,
                stillRefused,
                vended,
                refused.all(catalogue),
                allowed.all(catalogue),
                told,
                malformed.isEmpty() ? Optional.empty() : Optional.of(malformed.told()));
    }
}
