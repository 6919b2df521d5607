package io.sluice.catalogue.replay;

import java.util.Optional;
import java.util.function.Supplier;

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
        Supplier<String> where = () -> file + ":" + entry.at();
        switch (entry.line()) {
            case LogLine.Asked asked -> asked(where, entry.kind(), asked, found);
            case LogLine.Undecidable(var reason, var detail) -> found.undecidable(reason, where.get(), detail);
            case LogLine.Malformed(var why) -> found.malformed(where.get(), why);
            case LogLine.Vended(var _, var vend) -> {
                found.vended();
                usage.observe(entry.kind(), vend.time());
            }
        }
    }

    /** A batch counts once: as the first of it that is decided otherwise, else as one that is not decided, if there is any. */
    private void asked(Supplier<String> where, LogKind kind, LogLine.Asked asked, Findings found) {
        var first = asked.requests().getFirst();
        found.request(kind, first.time());
        var caller = decider.caller(first);
        Optional<Verdict.Unknown> unknown = Optional.empty();
        Optional<Changes.Case> changed = Optional.empty();
        boolean wasAllowed = true;
        for (var request : asked.requests()) {
            usage.add(kind, request, caller, asked.vend());
            wasAllowed &= request.allowed();
            switch (decider.decide(request, caller, asked.vend())) {
                case Verdict.Unknown untold -> unknown = unknown.isEmpty() ? Optional.of(untold) : unknown;
                case Verdict.Decided decided -> {
                    if (changed.isEmpty() && decided.decision().isAllowed() != request.allowed()) {
                        changed = Optional.of(new Changes.Case(request, asked.vend(), decided));
                    }
                }
            }
        }
        if (changed.isPresent()) {
            found.changed(who(first, caller, asked.vend()), where.get(), changed.get());
        } else if (unknown.isPresent()) {
            found.undecidable(unknown.get().reason(), where.get(), unknown.get().detail());
        } else {
            found.asBefore(wasAllowed);
        }
    }

    private String who(LoggedRequest request, Optional<Callers.Known> caller, Optional<Vend> vend) {
        return vend.map(some -> people.words(some.grantee()))
                .or(() -> caller.flatMap(Callers.Known::role).map(Callers.Role::name))
                .orElse(request.caller().arn());
    }
}
