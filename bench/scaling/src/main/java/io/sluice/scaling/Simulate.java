package io.sluice.scaling;

/** Prints the tables of {@code docs/scaling.md}. */
public final class Simulate {
    private Simulate() {}

    static void main() {
        System.out.print(Report.write());
    }
}
