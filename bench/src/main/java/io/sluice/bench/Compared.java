package io.sluice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * One line of the table that tells where we are ahead and where behind: a figure of ours beside another's of the same run. The ratio is over one
 * where we are ahead, whether more or less of the figure is better.
 */
public record Compared(String what, double ours, Figure theirs, Better better) {
    /** The file that the lines of all scripts go to, tab-separated, the ratio first; {@code bench/compare} makes one table of it. */
    private static final String FILE = System.getenv("SLUICE_ROWS");

    private static final String COMMAND = System.getenv().getOrDefault("SLUICE_COMMAND", "");

    /** What somebody reached. */
    public record Figure(String who, double value) {}

    /** Which of two figures is the better one. */
    public enum Better {
        MORE,
        LESS
    }

    double ratio() {
        return switch (better) {
            case MORE -> ours / theirs.value();
            case LESS -> theirs.value() / ours;
        };
    }

    /** Prints the line, and adds it to the file where there is one. */
    public void tell() {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s %s | %.2f |%n",
                what,
                number(ours),
                theirs.who(),
                number(theirs.value()),
                ratio());
        if (FILE != null) {
            add();
        }
    }

    private void add() {
        var line = String.format(
                Locale.ROOT,
                "%.4f\t%s\t%s\t%s %s\t%s%n",
                ratio(),
                what,
                number(ours),
                theirs.who(),
                number(theirs.value()),
                COMMAND);
        try {
            Files.writeString(Path.of(FILE), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    /** Prints the head of the lines. */
    public static void head() {
        System.out.println("| | ours | theirs | times better |\n|---|---|---|---|");
    }
}
