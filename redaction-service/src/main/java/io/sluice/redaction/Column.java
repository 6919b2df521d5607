package io.sluice.redaction;

import java.util.Locale;

/**
 * A column of a table, and what is done to its fields. A column stands for the member of its name; dots in it stand for steps into
 * objects, so {@code customer.email} is found by {@code $.customer.email} and by {@code $..email}. A column whose fields
 * would hold a redacted one inside ({@code customer}) is omitted.
 */
record Column(int action) {

    static Column of(String name, Rules rules) throws UnredactableException {
        if (name.isBlank() || !name.equals(name.strip()) || Numbers.isLiteral(name)) {
            throw new UnredactableException(
                    "no header: a column's name is empty, a number, or has white space around it");
        }
        if (name.codePoints().anyMatch(Column::isUnseen)) {
            throw new UnredactableException("a column's name holds a character that is not seen");
        }
        if (name.chars().anyMatch(c -> c == ';' || c == '|')) {
            throw new UnredactableException(
                    "a column's name holds a semicolon, tab or bar; only commas separate columns");
        }
        for (String known : rules.names().keySet()) {
            if (!known.equals(name) && fold(known).equals(fold(name))) {
                throw new UnredactableException("a column's name differs from one that a rule speaks of only in case");
            }
        }
        return new Column(action(name, rules));
    }

    /** What two names that look the same may differ in: a byte order mark, a joiner, a space that is none. */
    private static boolean isUnseen(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || (c != ' ' && Character.isSpaceChar(c));
    }

    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static int action(String name, Rules rules) {
        int whole = rules.member(Rules.RECORD, rules.name(name));
        if (rules.actionOnOther(whole) != Rules.KEEP) {
            return rules.actionOnOther(whole);
        }
        int state = Rules.RECORD;
        for (String step : name.split("\\.", -1)) {
            state = rules.member(state, rules.name(step));
            if (rules.actionOnOther(state) != Rules.KEEP) {
                return rules.actionOnOther(state);
            }
        }
        return rules.hidesWithin(state) || rules.hidesWithin(whole) ? Rules.OMIT : Rules.KEEP;
    }
}
