package io.sluice.scaling;

import java.util.Locale;

/**
 * A number that the simulation stands on.
 *
 * @param unit what the value counts, as it is printed
 */
record Fact(String name, double value, String unit, Source source) {
    /** Who says so. */
    enum Kind {
        QUOTA,
        PRICE,
        /** What AWS says to expect. */
        STATED,
        MEASURED,
        ASSUMED
    }

    /**
     * @param where AWS's page for a quota or price, a reason for everything else
     * @param read the day on which a stored copy of the page was read for this, or "-"
     */
    record Source(Kind kind, String where, String read) {
        Source {
            boolean ours = kind == Kind.MEASURED || kind == Kind.ASSUMED;
            if (!ours && !where.matches("https://([a-z]+\\.)?(aws\\.)?amazon\\.com/.*")) {
                throw new IllegalArgumentException(
                        "a quota, a price or what AWS states needs AWS's page, not \"" + where + "\"");
            }
        }
    }

    /** Reads a line of {@code facts.tsv}: name, value, unit, kind, where, read. */
    static Fact parse(String line) {
        var fields = line.split("\t", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException("six fields are expected, separated by tabs, in: " + line);
        }
        var kind = Kind.valueOf(fields[3].toUpperCase(Locale.ROOT));
        return new Fact(fields[0], Double.parseDouble(fields[1]), fields[2], new Source(kind, fields[4], fields[5]));
    }
}
