package io.sluice.catalogue.replay;

import java.util.Optional;

/** Puts blocks of lines to a catalogue, and keeps which permissions they use. For one thread. */
final class Assessor {
    private final Decider decider;
    private final People people;
    private final Usage usage;

    Assessor(Decider decider, People people, Usage usage) {
        this.decider = decider;
        this.people = people;
        this.usage = usage;
    }

    Usage usage() {
        return usage;
    }

    Findings findings(Batch batch) {
        var found = Findings.ofBlock();
        batch.entries().forEach(entry -> take(batch.file(), entry, found));
        return found;
    }

    private void take(String file, Entry entry, Findings found) {
        found.line();
        switch (entry.line()) {
            case LogLine.Asked(var request, var vend) -> asked(file, entry, request, vend, found);
            case LogLine.Undecidable(var reason, var detail) -> found.undecidable(reason, where(file, entry), detail);
            case LogLine.Malformed(var why) -> found.malformed(where(file, entry), why);
            case LogLine.Vended(var _, var vend) -> {
                found.vended();
                usage.observe(entry.kind(), vend.time());
            }
        }
    }

    private void asked(String file, Entry entry, LoggedRequest request, Optional<Vend> vend, Findings found) {
        found.request(entry.kind(), request.time());
        var caller = decider.caller(request);
        usage.add(entry.kind(), request, caller, vend);
        switch (decider.decide(request, caller, vend)) {
            case Verdict.Unknown(var reason, var detail) -> found.undecidable(reason, where(file, entry), detail);
            case Verdict.Decided decided -> {
                boolean now = decided.decision().isAllowed();
                if (now == request.allowed()) {
                    found.asBefore(now);
                } else {
                    found.changed(
                            who(request, caller, vend), where(file, entry), new Changes.Case(request, vend, decided));
                }
            }
        }
    }

    private String who(LoggedRequest request, Optional<Callers.Known> caller, Optional<Vend> vend) {
        return vend.map(some -> people.words(some.grantee()))
                .or(() -> caller.flatMap(Callers.Known::role).map(Callers.Role::name))
                .orElse(request.caller().arn());
    }

    private static String where(String file, Entry entry) {
        return file + ":" + entry.at();
    }
}
