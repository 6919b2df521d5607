package io.sluice.cli;

import io.sluice.catalogue.replay.Replay;
import io.sluice.catalogue.replay.Report;
import io.sluice.catalogue.replay.Source;
import io.sluice.catalogue.replay.Suggestion;
import io.sluice.catalogue.replay.Unused;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice replay}: what a catalogue would make of the requests in access logs. */
@Command(
        name = "replay",
        description = {
            "Puts the requests of access logs to a catalogue: what would now be refused, and what would now be allowed.",
            "A log is the lake's, CloudTrail's data events, or an S3 server access log, packed by gzip or not; what it is, its content tells.",
            "Exits with 0 where every request that can be decided is decided as it was, 1 where one is not, 2 for bad input.",
            "A log without a single request that can be decided is bad input."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "LOG",
            description = "Files, folders with all that is in them, or - for standard input.")
    private List<String> logs;

    @Option(names = "--unused", description = "Also tells which permissions were used, were not, or cannot be told.")
    private boolean unused;

    @Option(
            names = "--days",
            defaultValue = "90",
            paramLabel = "DAYS",
            description = "How long logs must be for --unused to call something unused. Default: 90.")
    private int days;

    @Option(
            names = "--suggest",
            paramLabel = "APPLICATION",
            description =
                    "Prints the smallest catalogue that gives this application what it was given in the logs, and nothing else.")
    private Optional<String> application = Optional.empty();

    @Option(names = "--json", description = "One JSON document.")
    private boolean json;

    @Mixin
    private CatalogueOption catalogue;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (days < 1) {
            throw new IllegalArgumentException("--days " + days + ": write 1 or more");
        }
        var read = catalogue.read();
        var replay = application.map(name -> Replay.suggesting(read, name)).orElseGet(() -> Replay.of(read));
        replay.read(sources(), progress());
        var report = replay.report();
        if (report.stillAllowed() + report.stillRefused() == 0 && report.isSame()) {
            throw new IllegalArgumentException(nothing(report));
        }
        return replay.suggestion().map(this::suggest).orElseGet(() -> tell(replay, report));
    }

    private List<Source> sources() throws IOException {
        var all = new ArrayList<Source>();
        for (var log : logs) {
            if (log.equals("-")) {
                all.add(new Source("standard input", () -> System.in));
            } else {
                all.addAll(Source.of(Path.of(log)));
            }
        }
        return all;
    }

    private static String nothing(Report report) {
        var reasons = new ArrayList<String>();
        report.malformed().ifPresent(told -> reasons.add(told.count() + " malformed, the first " + told.example()));
        report.undecidable()
                .forEach((reason, told) ->
                        reasons.add(told.count() + " " + reason.words() + ", the first " + told.example()));
        return "no request in these logs can be decided (" + report.lines() + " lines): " + String.join("; ", reasons)
                + "; give the lake's access log, CloudTrail data events or S3 server access logs of the catalogue's buckets";
    }

    /** Only where somebody looks at it. */
    private LongConsumer progress() {
        // The JDK gives none where input or output is no terminal.
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            return _ -> {};
        }
        var err = spec.commandLine().getErr();
        return lines -> {
            err.print("\r" + lines + " lines");
            err.flush();
        };
    }

    private int suggest(Suggestion suggestion) {
        if (suggestion.dataSets().isEmpty()) {
            throw new IllegalArgumentException("these logs have no request of "
                    + suggestion.application().name()
                    + " through its access point that was allowed and that a data set could give");
        }
        var out = spec.commandLine().getOut();
        out.print(suggestion.yaml());
        out.flush();
        return 0;
    }

    private int tell(Replay replay, Report report) {
        List<Unused.Row> rows = unused ? replay.used(Duration.ofDays(days)) : List.of();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(ReplayJson.of(report, rows)));
        } else {
            ReplayText.print(out, report, rows);
        }
        out.flush();
        return report.isSame() ? 0 : 1;
    }
}
