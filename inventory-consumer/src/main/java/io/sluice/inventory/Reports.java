package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Clock;

/**
 * Writes the report beside the events. Of two invocations that write it at once the slower may have the older ledger; so
 * each looks afterwards whether the ledger has moved on, and then writes again. The last to look has the last word.
 */
final class Reports {
    private static final int ROUNDS = 5;

    private final Lake lake;
    private final LedgerStore store;
    private final String key;
    private final Report report;
    private final Clock clock;

    Reports(Lake lake, LedgerStore store, String key, Report report, Clock clock) {
        this.lake = requireNonNull(lake);
        this.store = requireNonNull(store);
        this.key = requireNonNull(key);
        this.report = requireNonNull(report);
        this.clock = requireNonNull(clock);
    }

    /** Where the report lies. */
    String key() {
        return key;
    }

    void write() throws IOException {
        Ledger ledger = store.current();
        for (int round = 0; round < ROUNDS; round++) {
            lake.write(key, report.json(ledger, clock.instant()));
            if (!store.isOutdated()) {
                return;
            }
            ledger = store.read();
        }
    }
}
