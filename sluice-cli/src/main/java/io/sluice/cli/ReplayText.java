package io.sluice.cli;

import io.sluice.catalogue.replay.Change;
import io.sluice.catalogue.replay.LogKind;
import io.sluice.catalogue.replay.Report;
import io.sluice.catalogue.replay.Unused;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a replay found, for people. */
final class ReplayText {
    private ReplayText() {}

    static void print(PrintWriter out, Report report, List<Unused.Row> rows) {
        out.println(report.lines() + " lines, "
                + report.kinds().stream().map(LogKind::words).sorted().collect(Collectors.joining(" and "))
                + report.period()
                        .map(period -> ", " + period.first() + " to " + period.last())
                        .orElse(""));
        changes(out, "would now be refused", report.refused());
        changes(out, "would now be allowed", report.allowed());
        out.println("as before: " + report.stillAllowed() + " allowed, " + report.stillRefused() + " refused");
        untold(out, report);
        if (!rows.isEmpty()) {
            Table.print(out, used(rows));
        }
    }

    private static void changes(PrintWriter out, String what, List<Change> changes) {
        out.println(what + ": " + changes.stream().mapToLong(Change::count).sum());
        for (var change : changes) {
            out.println("  " + change.count() + "x " + change.who() + " " + change.action() + " by " + change.way()
                    + (change.folder().isEmpty() ? "" : " in " + change.folder()));
            out.println("    " + because(change.decided())
                    + change.decided()
                            .place()
                            .map(place -> ", asked for in " + place)
                            .orElse(""));
            out.println("    from " + change.first() + " to " + change.last() + ", first at " + change.example());
        }
    }

    private static String because(Change.Deciding decided) {
        if (decided.allowed()) {
            return "allowed by " + decided.statement() + " of " + decided.document();
        }
        var words = decided.message().replaceFirst("^User: .*? (because|with) ", "$1 ");
        return words
                + (decided.document().isEmpty() ? "" : ": " + decided.document())
                + (decided.statement().isEmpty() ? "" : " " + decided.statement());
    }

    private static void untold(PrintWriter out, Report report) {
        if (report.vended() > 0) {
            out.println("credentials given out for access grants: " + report.vended());
        }
        report.undecidable().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> out.println("not decided: " + entry.getValue().count() + " "
                        + entry.getKey().words() + ", first at "
                        + entry.getValue().example()));
        report.malformed()
                .ifPresent(told -> out.println("malformed: " + told.count() + ", first at " + told.example()));
    }

    private static List<List<String>> used(List<Unused.Row> rows) {
        var table = new ArrayList<List<String>>();
        table.add(List.of("WHO", "WHAT", "PERMISSION", "USED", ""));
        for (var row : rows) {
            var state =
                    switch (row.state()) {
                        case Unused.State.Used(var count, var last) -> List.of("used", count + "x, last " + last);
                        case Unused.State.NotUsed(var covered) -> List.of("not used", "in " + Unused.words(covered));
                        case Unused.State.NotObservable(var why) -> List.of("not observable", why);
                    };
            table.add(List.of(row.who(), row.what(), row.permission().word(), state.getFirst(), state.getLast()));
        }
        return table;
    }
}
