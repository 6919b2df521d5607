package io.sluice.inventory;

import static java.lang.System.Logger.Level.WARNING;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts objects into the ledger, some at a time, so that what was done stays done when time runs out. What cannot be
 * read is named in the answer and in the report, and only that is tried again.
 */
final class Inventory {
    private static final System.Logger LOG = System.getLogger(Inventory.class.getName());
    private static final int OBJECTS_AT_ONCE = 100;
    private static final int LINES_AT_ONCE = 50_000;

    /** Where the events are, and what below that prefix is this application's own. */
    record Places(String prefix) {
        static final String REPORT = "_reports/inventory.json";

        String report() {
            return prefix + REPORT;
        }

        boolean mayHoldEvents(String key) {
            return key.startsWith(prefix) && !key.endsWith("/") && !key.startsWith(prefix + "_reports/");
        }
    }

    private final Lake lake;
    private final LedgerStore store;
    private final ObjectReader reader;
    private final Places places;
    private final Duration reserve;

    Inventory(Lake lake, LedgerStore store, ObjectReader reader, Places places, Duration reserve) {
        this.lake = requireNonNull(lake);
        this.store = requireNonNull(store);
        this.reader = requireNonNull(reader);
        this.places = requireNonNull(places);
        this.reserve = requireNonNull(reserve);
    }

    /**
     * Counts what somebody has named.
     *
     * @param remaining how much time there is, asked again and again
     */
    Round count(List<ObjectId> named, Supplier<Duration> remaining) throws IOException {
        List<ObjectId> events = named.stream()
                .filter(object -> places.mayHoldEvents(object.key()))
                .map(this::identified)
                .toList();
        return count(events.iterator(), remaining, Round.NOTHING.ignored(named.size() - events.size()));
    }

    /** Somebody who gives a key means what lies there now. */
    private ObjectId identified(ObjectId object) {
        return object.version().isEmpty() && object.etag().isEmpty()
                ? lake.find(object.key()).orElse(object)
                : object;
    }

    /** Counts what nobody has announced, after trying again what could not be read. */
    Round sweep(Supplier<Duration> remaining) throws IOException {
        Ledger ledger = store.read();
        List<ObjectId> due = ledger.due();
        String horizon = ledger.horizon;
        try (Stream<ObjectId> listed = lake.list(places.prefix(), horizon)) {
            Stream<ObjectId> found = listed.filter(object -> places.mayHoldEvents(object.key()))
                    .filter(object -> due.stream().noneMatch(object::isSameAs))
                    .filter(object -> isNew(object));
            return count(Stream.concat(due.stream(), found).iterator(), remaining, Round.NOTHING);
        }
    }

    /** What was tried too often is left alone until somebody names it. */
    private boolean isNew(ObjectId object) {
        try {
            Ledger ledger = store.current();
            return ledger.standing(object) == Ledger.Standing.NEW
                    && ledger.pendingOf(object).isEmpty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Round count(Iterator<ObjectId> objects, Supplier<Duration> remaining, Round begun) throws IOException {
        Round round = begun;
        while (objects.hasNext()) {
            List<Reading> readings = new ArrayList<>();
            int lines = 0;
            while (objects.hasNext() && readings.size() < OBJECTS_AT_ONCE && lines < LINES_AT_ONCE) {
                ObjectId object = objects.next();
                if (remaining.get().compareTo(reserve) < 0) {
                    round = round.left(1);
                    continue;
                }
                switch (store.current().standing(object)) {
                    case COUNTED -> round = round.known(1);
                    case BEHIND_THE_HORIZON -> round = round.failed(behindTheHorizon(object));
                    case NEW -> {
                        Reading reading = reader.read(object);
                        readings.add(reading);
                        lines += reading instanceof Reading.Whole(Delta delta)
                                ? delta.lines().size()
                                : 0;
                    }
                }
            }
            round = settled(readings, round);
        }
        return round;
    }

    private static Round.Failure behindTheHorizon(ObjectId object) {
        return new Round.Failure(object, "older than everything that is remembered, so it may have been counted");
    }

    private Round settled(List<Reading> readings, Round before) throws IOException {
        if (readings.isEmpty()) {
            return before;
        }
        AtomicReference<Round> after = new AtomicReference<>();
        store.update(ledger -> {
            Round round = before;
            for (Reading reading : readings) {
                round = settle(reading, ledger, round);
            }
            after.set(round);
        });
        after.get().failures().stream()
                .skip(before.failures().size())
                .forEach(
                        failure -> LOG.log(WARNING, "{0}: {1}", failure.object().key(), failure.reason()));
        return after.get();
    }

    private static Round settle(Reading reading, Ledger ledger, Round round) {
        return switch (reading) {
            case Reading.Whole(Delta delta) -> round.counted(delta.object(), ledger.count(delta));
            case Reading.Failed failed -> {
                if (ledger.standing(failed.object()) == Ledger.Standing.COUNTED) {
                    yield round.known(1);
                }
                ledger.failed(failed.object(), failed.reason(), failed.worthTryingAgain());
                yield round.failed(new Round.Failure(failed.object(), failed.reason()));
            }
            case Reading.Gone gone -> {
                ledger.forget(gone.object());
                yield round.failed(new Round.Failure(gone.object(), gone.reason()));
            }
        };
    }
}
