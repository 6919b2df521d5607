package io.sluice.catalogue.replay;

import io.sluice.catalogue.Application;
import io.sluice.catalogue.Catalogue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Puts the requests of access logs to a catalogue: which it would now refuse, which it would now allow, which permissions nobody used, and
 * what of them an application needs. Decisions are those of the rendered documents. Blocks of lines are decided on all processors; what is
 * found is what one after the other would show. Memory does not grow with the logs. For one thread.
 */
public final class Replay {
    private final Catalogue catalogue;
    private final Optional<Application> suggested;
    private final People people;
    private final Supplier<Usage> noUsage;
    private final Assessors assessors;
    private final int threads;
    private final Vends vends = new Vends();
    private final Findings found = Findings.ofLogs();

    private Replay(Catalogue catalogue, Optional<Application> suggested, int threads) {
        this.catalogue = catalogue;
        this.suggested = suggested;
        this.threads = threads;
        var rendered = catalogue.render();
        people = new People(rendered);
        var documents = Documents.of(rendered);
        var attribution = new Attribution(catalogue, rendered, documents.gates(), suggested.map(Application::name));
        noUsage = () -> new Usage(attribution);
        assessors = new Assessors(() -> new Assessor(new Decider(documents), people, noUsage.get()));
    }

    public static Replay of(Catalogue catalogue) {
        return of(catalogue, Runtime.getRuntime().availableProcessors());
    }

    /** One that decides on so many threads. */
    static Replay of(Catalogue catalogue, int threads) {
        return new Replay(catalogue, Optional.empty(), threads);
    }

    /**
     * One that also finds out what an application needs.
     *
     * @throws IllegalArgumentException where the catalogue has no such application
     */
    public static Replay suggesting(Catalogue catalogue, String application) {
        return suggesting(catalogue, application, Runtime.getRuntime().availableProcessors());
    }

    static Replay suggesting(Catalogue catalogue, String application, int threads) {
        return new Replay(catalogue, Optional.of(Suggestion.application(catalogue, application)), threads);
    }

    /**
     * Reads logs, after those read before.
     *
     * @param progress is told, now and then, how many lines were read
     * @throws IOException where a log cannot be read; what a log holds never ends it
     */
    public void read(List<Source> logs, LongConsumer progress) throws IOException {
        try (var inOrder = new InOrder<Findings>(threads, findings -> {
            found.add(findings);
            progress.accept(found.lines());
        })) {
            try {
                LogReader.read(logs, batch -> {
                    var told = vends.told(batch);
                    inOrder.give(() -> assessors.findings(told));
                });
            } finally {
                inOrder.finish();
            }
        }
    }

    /** What was found so far. */
    public Report report() {
        return found.report(catalogue);
    }

    /**
     * Each permission of the catalogue, and whether it was used.
     *
     * @param needed how long a log must be to tell that something is not used
     */
    public List<Unused.Row> used(Duration needed) {
        return Unused.of(catalogue, people, assessors.usage(noUsage), needed);
    }

    /** The smallest catalogue that gives the application what it was given in the logs; none where none was asked for. */
    public Optional<Suggestion> suggestion() {
        return suggested.map(application ->
                Suggestion.of(catalogue, application, assessors.usage(noUsage).needs()));
    }
}
