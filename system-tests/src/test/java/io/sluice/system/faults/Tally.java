package io.sluice.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.events.StoreEvent;
import java.math.BigDecimal;
import java.util.stream.StreamSupport;

/** What store events of one type add up to. Bad events are counted and appear in no sum. */
record Tally(long events, long badEvents, BigDecimal revenue, BigDecimal returns, long units, long returnedUnits) {
    static final Tally NONE = new Tally(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0);

    /** Two amounts are one sum, whatever zeros they end in. */
    Tally {
        revenue = revenue.stripTrailingZeros();
        returns = returns.stripTrailingZeros();
    }

    Tally plus(StoreEvent event) {
        if (event.bad()) {
            return new Tally(events + 1, badEvents + 1, revenue, returns, units, returnedUnits);
        }
        int qty = event.item().qty();
        return event.returned()
                ? new Tally(events + 1, badEvents, revenue, returns.add(event.amount()), units, returnedUnits + qty)
                : new Tally(events + 1, badEvents, revenue.add(event.amount()), returns, units + qty, returnedUnits);
    }

    Tally plus(Tally other) {
        return new Tally(
                events + other.events,
                badEvents + other.badEvents,
                revenue.add(other.revenue),
                returns.add(other.returns),
                units + other.units,
                returnedUnits + other.returnedUnits);
    }

    /** As whoever may not see prices can know it. */
    Tally withoutMoney() {
        return new Tally(events, badEvents, BigDecimal.ZERO, BigDecimal.ZERO, units, returnedUnits);
    }

    /** What the sales application says it has counted. */
    static Tally ofSales(JsonNode summary) {
        long bad = summary.path("badEvents").asLong();
        return new Tally(
                summary.path("events").asLong() + bad,
                bad,
                summary.path("revenue").decimalValue(),
                summary.path("returns").decimalValue(),
                summary.path("units").asLong(),
                summary.path("returnedUnits").asLong());
    }

    /** What the inventory function says it has counted. */
    static Tally ofInventory(JsonNode report) {
        return new Tally(
                report.at("/totals/events").asLong(),
                report.at("/totals/badEvents").asLong(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                sum(report.path("stores"), "sold"),
                sum(report.path("stores"), "returned"));
    }

    private static long sum(JsonNode stores, String field) {
        return StreamSupport.stream(stores.spliterator(), false)
                .mapToLong(store -> store.path(field).asLong())
                .sum();
    }
}
