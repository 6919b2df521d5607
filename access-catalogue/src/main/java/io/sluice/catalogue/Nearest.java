package io.sluice.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant. */
final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean "accessPoint"?} where a name is near, otherwise the list of what there is. */
    static String hint(String written, Collection<String> names) {
        return nearest(written, names)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse(names.isEmpty() ? "; there is none" : "; there is " + String.join(", ", names));
    }

    static Optional<String> nearest(String written, Collection<String> names) {
        var plain = plain(written);
        return names.stream()
                .filter(name -> isNear(plain, name))
                .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
    }

    /** What differs in length differs by as much at least, which is told without counting. */
    private static boolean isNear(String written, String name) {
        var plain = plain(name);
        int most = Math.max(1, name.length() / 3);
        return Math.abs(written.length() - plain.length()) <= most && distance(written, plain) <= most;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** Insertions, deletions, replacements and swaps of neighbours from one to the other. */
    private static int distance(String a, String b) {
        var cells = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cells[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cell(cells, a, b, i, j);
            }
        }
        return cells[a.length()][b.length()];
    }

    private static int cell(int[][] cells, String a, String b, int i, int j) {
        int replaced = cells[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(cells[i - 1][j], cells[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cells[i - 2][j - 2] + 1) : least;
    }
}
