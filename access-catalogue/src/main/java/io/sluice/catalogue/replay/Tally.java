package io.sluice.catalogue.replay;

/** How often something came, and the first of it. */
final class Tally {
    private long count;
    private String example = "";

    void add(String where, String what) {
        if (count++ == 0) {
            example = where + ": " + what;
        }
    }

    /** What came after all that is in this one. */
    void add(Tally later) {
        example = count == 0 ? later.example : example;
        count += later.count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    Report.Told told() {
        return new Report.Told(count, example);
    }
}
