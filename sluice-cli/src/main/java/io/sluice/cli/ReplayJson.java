package io.sluice.cli;

import io.sluice.catalogue.replay.Change;
import io.sluice.catalogue.replay.LogKind;
import io.sluice.catalogue.replay.Report;
import io.sluice.catalogue.replay.Unused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a replay found, for programs. */
final class ReplayJson {
    private ReplayJson() {}

    static Map<String, Object> of(Report report, List<Unused.Row> rows) {
        var all = new LinkedHashMap<String, Object>();
        all.put("same", report.isSame());
        all.put("lines", report.lines());
        all.put("logs", report.kinds().stream().map(LogKind::words).sorted().toList());
        report.period().ifPresent(period -> {
            all.put("first", period.first().toString());
            all.put("last", period.last().toString());
        });
        all.put("stillAllowed", report.stillAllowed());
        all.put("stillRefused", report.stillRefused());
        all.put("vended", report.vended());
        all.put("nowRefused", report.refused().stream().map(ReplayJson::of).toList());
        all.put("nowAllowed", report.allowed().stream().map(ReplayJson::of).toList());
        var undecidable = new TreeMap<String, Object>();
        report.undecidable().forEach((reason, told) -> undecidable.put(reason.name(), of(told)));
        all.put("notDecided", undecidable);
        report.malformed().ifPresent(told -> all.put("malformed", of(told)));
        if (!rows.isEmpty()) {
            all.put("permissions", rows.stream().map(ReplayJson::of).toList());
        }
        return all;
    }

    private static Map<String, Object> of(Report.Told told) {
        return Map.of("count", told.count(), "first", told.example());
    }

    private static Map<String, Object> of(Change change) {
        var all = new LinkedHashMap<String, Object>();
        all.put("who", change.who());
        all.put("action", change.action());
        all.put("way", change.way());
        all.put("folder", change.folder());
        all.put("count", change.count());
        all.put("first", change.first().toString());
        all.put("last", change.last().toString());
        all.put("example", change.example());
        all.put("document", change.decided().document());
        all.put("statement", change.decided().statement());
        all.put("message", change.decided().message());
        all.put("place", change.decided().place().map(Object::toString).orElse(""));
        return all;
    }

    private static Map<String, Object> of(Unused.Row row) {
        var all = new LinkedHashMap<String, Object>();
        all.put("who", row.who());
        all.put("what", row.what());
        all.put("permission", row.permission().word());
        switch (row.state()) {
            case Unused.State.Used(var count, var last) -> {
                all.put("state", "used");
                all.put("count", count);
                all.put("last", last.toString());
            }
            case Unused.State.NotUsed(var covered) -> {
                all.put("state", "not used");
                all.put("coveredHours", covered.toHours());
            }
            case Unused.State.NotObservable(var why) -> {
                all.put("state", "not observable");
                all.put("why", why);
            }
        }
        return all;
    }
}
