package io.sluice.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The demo as it is told in the terminal: chapters of steps, each of which does what it should or is remembered as failed. */
final class Story {
    private final PrintWriter out;
    private final List<String> failures = new ArrayList<>();

    Story(PrintWriter out) {
        this.out = out;
    }

    /** What a step found. */
    record Outcome(boolean asItShould, String detail) {
        static Outcome good(String detail) {
            return new Outcome(true, detail);
        }

        static Outcome expect(boolean asItShould, String detail) {
            return new Outcome(asItShould, detail);
        }
    }

    @FunctionalInterface
    interface Step {
        Outcome run() throws Exception;
    }

    void chapter(String title) {
        out.printf("%n%s%n", title);
        out.flush();
    }

    void line(String text) {
        out.println("    " + text);
        out.flush();
    }

    /** Runs one step; an exception is a failed step, not the end of the story. */
    void step(String name, Step step) throws InterruptedException {
        Outcome outcome;
        try {
            outcome = step.run();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failure) {
            outcome = new Outcome(false, failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
        out.printf("  %s %s%n", outcome.asItShould() ? "ok    " : "FAILED", name);
        outcome.detail().lines().forEach(line -> out.println("           " + line));
        out.flush();
        if (!outcome.asItShould()) {
            failures.add(name);
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
