package io.sluice.catalogue.replay;

import io.sluice.catalogue.Application;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Puts the requests of access logs to a catalogue: which it would now refuse, which it would now allow, which permissions nobody used, and
 * what of them an application needs. Decisions are those of the rendered documents. Memory does not grow with the logs. For one thread.
 */
public final class Replay {
    private static final int VENDS = 1_000_000;

    private final Catalogue catalogue;
    private final Optional<Application> suggested;
    private final Decider decider;
    private final People people;
    private final Usage usage;
    private final Changes refused = new Changes();
    private final Changes allowed = new Changes();
    private final Map<String, Vend> vends = new LinkedHashMap<>();
    private final Map<Reason, Tally> undecidable = new EnumMap<>(Reason.class);
    private final Tally malformed = new Tally();
    private final Set<LogKind> kinds = EnumSet.noneOf(LogKind.class);
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long lines;
    private long stillAllowed;
    private long stillRefused;
    private long vended;

    private Replay(Catalogue catalogue, RenderedCatalogue rendered, Optional<Application> suggested) {
        this.suggested = suggested;
        this.catalogue = catalogue;
        decider = new Decider(rendered);
        people = new People(rendered);
        usage = new Usage(catalogue, rendered, suggested.map(Application::name));
    }

    public static Replay of(Catalogue catalogue) {
        return new Replay(catalogue, catalogue.render(), Optional.empty());
    }

    /**
     * One that also finds out what an application needs.
     *
     * @throws IllegalArgumentException where the catalogue has no such application
     */
    public static Replay suggesting(Catalogue catalogue, String application) {
        var suggested = Suggestion.application(catalogue, application);
        return new Replay(catalogue, catalogue.render(), Optional.of(suggested));
    }

    /** How often, and the first of them. */
    private static final class Tally {
        private long count;
        private String example = "";

        void add(String where, String what) {
            if (count++ == 0) {
                example = where + ": " + what;
            }
        }

        Report.Told told() {
            return new Report.Told(count, example);
        }
    }

    /**
     * Reads logs, after those read before.
     *
     * @param progress is told, now and then, how many lines were read
     * @throws IOException where a log cannot be read; what a log holds never ends it
     */
    public void read(List<Source> logs, LongConsumer progress) throws IOException {
        LogReader.read(logs, batch -> {
            for (var entry : batch.entries()) {
                take(batch.file(), entry);
            }
            progress.accept(lines);
        });
    }

    private void take(String file, Entry entry) {
        lines++;
        switch (entry.line()) {
            case LogLine.Asked(var request) -> asked(file, entry, request);
            case LogLine.Undecidable(var reason, var detail) -> undecidable(reason, file + ":" + entry.at(), detail);
            case LogLine.Malformed(var why) -> malformed.add(file + ":" + entry.at(), why);
            case LogLine.Vended(var key, var vend) -> {
                vended++;
                remember(key, vend);
                usage.observe(entry.kind(), vend.time());
            }
        }
    }

    private void undecidable(Reason reason, String where, String detail) {
        undecidable.computeIfAbsent(reason, _ -> new Tally()).add(where, detail);
    }

    private void remember(String key, Vend vend) {
        if (vends.size() == VENDS) {
            vends.remove(vends.keySet().iterator().next());
        }
        vends.put(key, vend);
    }

    private void asked(String file, Entry entry, LoggedRequest request) {
        kinds.add(entry.kind());
        first = request.time().isBefore(first) ? request.time() : first;
        last = request.time().isAfter(last) ? request.time() : last;
        var vend = Optional.ofNullable(vends.get(request.caller().accessKeyId()));
        usage.add(entry.kind(), request, decider.callers().of(request.caller().arn()), vend);
        switch (decider.decide(request, vend)) {
            case Verdict.Unknown(var reason, var detail) -> undecidable(reason, file + ":" + entry.at(), detail);
            case Verdict.Decided decided -> compare(file, entry, new Changes.Case(request, vend, decided));
        }
    }

    private void compare(String file, Entry entry, Changes.Case one) {
        boolean now = one.decided().decision().isAllowed();
        if (now == one.request().allowed()) {
            stillAllowed += now ? 1 : 0;
            stillRefused += now ? 0 : 1;
            return;
        }
        (now ? allowed : refused).add(who(one), file + ":" + entry.at(), one);
    }

    private String who(Changes.Case one) {
        var arn = one.request().caller().arn();
        return one.vend()
                .map(vend -> people.words(vend.grantee()))
                .or(() -> decider.callers().of(arn).flatMap(Callers.Known::role).map(Callers.Role::name))
                .orElse(arn);
    }

    /** What was found so far. */
    public Report report() {
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
                malformed.count == 0 ? Optional.empty() : Optional.of(malformed.told()));
    }

    /**
     * Each permission of the catalogue, and whether it was used.
     *
     * @param needed how long a log must be to tell that something is not used
     */
    public List<Unused.Row> used(Duration needed) {
        return Unused.of(catalogue, people, usage, needed);
    }

    /** The smallest catalogue that gives the application what it was given in the logs; none where none was asked for. */
    public Optional<Suggestion> suggestion() {
        return suggested.map(application -> Suggestion.of(catalogue, application, usage.needs()));
    }
}
