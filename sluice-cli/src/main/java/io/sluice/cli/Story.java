package io.sluice.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The demo as it is told in the terminal: chapters of steps, each of which does what it should or is remembered as failed. */
final class Story {
    private static final Duration SIGNAL_SPREADS_WITHIN = Duration.ofMillis(300);

    private final PrintWriter out;
    private final StopSignal signal;
    private final List<String> failures = new ArrayList<>();

    Story(PrintWriter out, StopSignal signal) {
        this.out = out;
        this.signal = signal;
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
        signal.throwIfAsked(Duration.ZERO);
        var outcome = outcome(step);
        signal.throwIfAsked(outcome.asItShould() ? Duration.ZERO : SIGNAL_SPREADS_WITHIN);
        out.printf("  %s %s%n", outcome.asItShould() ? "ok    " : "FAILED", name);
        outcome.detail().lines().forEach(line -> out.println("           " + line));
        out.flush();
        if (!outcome.asItShould()) {
            failures.add(name);
        }
    }

    private static Outcome outcome(Step step) throws InterruptedException {
        try {
            return step.run();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failure) {
            return new Outcome(false, failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
