package io.sluice.redaction;

import java.util.Arrays;
import java.util.Optional;

/** How fine a time may be shown: {@code 2026}, {@code 2026-11}, {@code 2026-11-21}, {@code 2026-11-21T09:00} and its zone. */
public enum Grain {
    YEAR("year", 4),
    MONTH("month", 7),
    DAY("day", 10),
    HOUR("hour", 13);

    private final String label;
    private final int length;

    Grain(String label, int length) {
        this.label = label;
        this.length = length;
    }

    public String label() {
        return label;
    }

    /** How many characters of an ISO 8601 time say it. */
    int length() {
        return length;
    }

    static Optional<Grain> of(String label) {
        return Arrays.stream(values())
                .filter(grain -> grain.label.equals(label))
                .findFirst();
    }
}
