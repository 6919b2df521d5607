package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import io.sluice.events.Statistics;
import java.util.ArrayList;
import java.util.List;

/**
 * What one invocation did.
 *
 * @param counted objects counted now
 * @param known objects that were counted before
 * @param ignored keys that are none of its events: other prefixes, its own reports and state
 * @param left objects there was no time for; the next invocation finds them
 */
record Round(
        Statistics statistics,
        long counted,
        long known,
        long ignored,
        long left,
        List<Failure> failures,
        List<Fault> faults) {
    private static final int MAX_FAULTS = 20;

    /** An object that was not counted, and why. */
    record Failure(ObjectId object, String reason) {
        Failure {
            requireNonNull(object);
            requireNonNull(reason);
        }
    }

    /** A line that was not counted. */
    record Fault(String key, Line.Fault line) {
        Fault {
            requireNonNull(key);
            requireNonNull(line);
        }
    }

    static final Round NOTHING = new Round(Statistics.NONE, 0, 0, 0, 0, List.of(), List.of());

    Round {
        failures = List.copyOf(failures);
        faults = List.copyOf(faults);
    }

    Round counted(ObjectId object, Ledger.Counted added) {
        if (added.totals().objects() == 0) {
            return known(1);
        }
        List<Fault> more = new ArrayList<>(faults);
        added.faults().stream()
                .limit(MAX_FAULTS - (long) faults.size())
                .map(line -> new Fault(object.key(), line))
                .forEach(more::add);
        return new Round(statistics.plus(added.statistics()), counted + 1, known, ignored, left, failures, more);
    }

    Round known(long more) {
        return new Round(statistics, counted, known + more, ignored, left, failures, faults);
    }

    Round ignored(long more) {
        return new Round(statistics, counted, known, ignored + more, left, failures, faults);
    }

    Round left(long more) {
        return new Round(statistics, counted, known, ignored, left + more, failures, faults);
    }

    Round failed(Failure failure) {
        List<Failure> more = new ArrayList<>(failures);
        more.add(failure);
        String told = failure.object().key() + ": " + failure.reason();
        return new Round(statistics.failed(told), counted, known, ignored, left, more, faults);
    }

    boolean changedNothing() {
        return counted == 0 && failures.isEmpty();
    }
}
