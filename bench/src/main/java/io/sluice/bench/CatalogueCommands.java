package io.sluice.bench;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.CatalogueReader;
import io.sluice.catalogue.audit.Comparison;
import io.sluice.catalogue.audit.Matrix;
import io.sluice.catalogue.audit.World;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** How long {@code matrix} and {@code diff} of a one-line change take on a {@link LargeCatalogue}: as commands, and in a warm JVM. */
public final class CatalogueCommands {
    private static final int ROUNDS = 3;

    private CatalogueCommands() {}

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Prints a table; the arguments are the launcher and how many applications there are, 1,000 where nothing is said. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int applications = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        var full = LargeCatalogue.FULL;
        var large = new LargeCatalogue(
                applications, full.dataSets(), full.departments() * applications / 1_000, full.grants());
        var before = large.write(Files.createTempDirectory("sluice-bench"));
        var after = large.write(Files.createTempDirectory("sluice-bench"));
        var team = after.resolve("teams/team0007.yaml");
        var text = Files.readString(team);
        Files.writeString(
                team,
                text.replace("team0007-data03: [read, write, list]", "team0007-data03: [read, write, delete, list]"));
        System.out.printf("%-28s %10s%n", "MEDIAN OF " + ROUNDS, "MS");
        var launcher = arguments[0];
        report("matrix, the command", () -> command(launcher, "matrix", "--csv", "--catalogue", before.toString()));
        report("diff, the command", () -> command(launcher, "diff", before.toString(), after.toString()));
        report("matrix in a warm JVM", () -> matrix(before));
        report("diff in a warm JVM", () -> diff(before, after));
        LargeCatalogue.delete(before);
        LargeCatalogue.delete(after);
    }

    private static void matrix(Path folder) throws IOException {
        var catalogue = Catalogue.read(folder);
        Matrix.of(catalogue, World.of(catalogue.render()));
    }

    private static void diff(Path before, Path after) throws IOException {
        var reader = new CatalogueReader();
        Comparison.of(reader.read(before), reader.read(after));
    }

    private static void command(String launcher, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(launcher));
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command)
                .redirectOutput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (exit > 1) {
            throw new IOException(command + " ended with " + exit);
        }
    }

    private static void report(String name, Work work) throws IOException, InterruptedException {
        var took = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            work.run();
            took[round] = System.nanoTime() - start;
        }
        System.out.printf("%-28s %,10d%n", name, LongStream.of(took).sorted().toArray()[ROUNDS / 2] / 1_000_000);
    }
}
