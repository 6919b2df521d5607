package io.sluice.cli;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.audit.Entry;
import io.sluice.catalogue.audit.Matrix;
import io.sluice.catalogue.audit.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice matrix}: who reads and writes what, raw or redacted, by which way. */
@Command(
        name = "matrix",
        description = {
            "Who reads and writes what, raw or redacted, by which way.",
            "It is computed from the rendered policies, not from the catalogue."
        },
        mixinStandardHelpOptions = true)
final class MatrixCommand implements Callable<Integer> {
    /** How it is written; for people where nothing is said. */
    static final class Form {
        @Option(names = "--json", description = "One JSON list, an element a permission and way.")
        private boolean json;

        @Option(names = "--csv", description = "Comma-separated values with a header, a line a caller and data set.")
        private boolean csv;

        @Option(names = "--html", description = "One page that needs nothing else, with search.")
        private boolean html;
    }

    @Mixin
    private CatalogueOption catalogue;

    @ArgGroup
    private Form form = new Form();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var read = catalogue.read();
        var entries = Matrix.of(read, World.of(read.render()));
        var out = spec.commandLine().getOut();
        if (form.json) {
            out.println(Json.of(entries));
        } else if (form.csv) {
            csv(out, MatrixRow.of(entries));
        } else if (form.html) {
            out.print(MatrixPage.of(read.account(), MatrixRow.of(entries)));
        } else {
            text(out, read, entries);
        }
        out.flush();
        return 0;
    }

    private static void text(PrintWriter out, Catalogue catalogue, List<Entry> entries) {
        var rows = new ArrayList<List<String>>();
        rows.add(MatrixRow.HEADS);
        MatrixRow.of(entries).forEach(row -> rows.add(row.cells()));
        Table.print(out, rows);
        if (entries.isEmpty()) {
            out.println("nobody may do anything");
        }
        catalogue.dataSets().stream()
                .map(dataSet -> dataSet.name())
                .filter(name ->
                        entries.stream().noneMatch(entry -> entry.dataSet().equals(name)))
                .forEach(name -> out.println(name + ": nobody"));
    }

    private static void csv(PrintWriter out, List<MatrixRow> rows) {
        out.print(String.join(",", MatrixRow.HEADS) + "\r\n");
        rows.parallelStream().map(MatrixCommand::line).toList().forEach(out::print);
    }

    private static String line(MatrixRow row) {
        return row.cells().stream().map(MatrixCommand::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** As RFC 4180 has it, and so that no spreadsheet takes a text for a formula. */
    private static String quoted(String cell) {
        boolean formula = !cell.isEmpty() && "=+@\t\r-".indexOf(cell.charAt(0)) >= 0;
        var plain = formula ? "'" + cell : cell;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }
}
