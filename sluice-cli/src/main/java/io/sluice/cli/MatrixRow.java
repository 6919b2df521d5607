package io.sluice.cli;

import io.sluice.catalogue.Permission;
import io.sluice.catalogue.audit.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What one caller may do with one data set: in each column {@code raw}, {@code redacted}, both, or nothing.
 *
 * @param ways by which, each once
 */
record MatrixRow(String dataSet, String who, String read, String write, String delete, String list, List<String> ways) {
    static final List<String> HEADS = List.of("DATA SET", "WHO", "READ", "WRITE", "DELETE", "LIST", "WAYS");

    MatrixRow {
        ways = List.copyOf(ways);
    }

    static List<MatrixRow> of(List<Entry> entries) {
        var groups = new LinkedHashMap<List<String>, List<Entry>>();
        entries.forEach(entry -> groups.computeIfAbsent(List.of(entry.dataSet(), entry.who()), _ -> new ArrayList<>())
                .add(entry));
        return groups.values().parallelStream().map(MatrixRow::row).toList();
    }

    private static MatrixRow row(List<Entry> group) {
        var ways = new LinkedHashSet<String>();
        group.forEach(entry -> ways.add(way(entry)));
        return new MatrixRow(
                group.getFirst().dataSet(),
                group.getFirst().who(),
                form(group, Permission.READ),
                form(group, Permission.WRITE),
                form(group, Permission.DELETE),
                form(group, Permission.LIST),
                List.copyOf(ways));
    }

    private static String way(Entry entry) {
        return entry.path()
                + (entry.part().isEmpty() ? "" : " (only " + entry.part() + ")")
                + (entry.condition().isEmpty() ? "" : " (if " + entry.condition() + ")");
    }

    private static String form(List<Entry> group, Permission permission) {
        boolean raw = false;
        boolean redacted = false;
        for (var entry : group) {
            raw |= entry.permission() == permission && !entry.redacted();
            redacted |= entry.permission() == permission && entry.redacted();
        }
        if (permission != Permission.READ) {
            return raw || redacted ? "yes" : "";
        }
        return (raw ? "raw" : "") + (raw && redacted ? "+" : "") + (redacted ? "redacted" : "");
    }

    List<String> cells() {
        return List.of(dataSet, who, read, write, delete, list, String.join("; ", ways));
    }
}
