package io.sluice.sales;

import io.sluice.events.StoreEvent;
import java.math.BigDecimal;

/**
 * What was sold. Money is exact. A return is no negative sale: {@code revenue} and {@code units} are what went over the
 * counter, {@code returns} and {@code returnedUnits} what came back, and {@code net} is their difference.
 */
public record Totals(long events, BigDecimal revenue, BigDecimal returns, long units, long returnedUnits) {
    static final Totals NONE = new Totals(0, BigDecimal.ZERO, BigDecimal.ZERO, 0, 0);

    public BigDecimal net() {
        return revenue.subtract(returns);
    }

    Totals plus(StoreEvent event) {
        int units = event.item().qty();
        return event.returned()
                ? new Totals(events + 1, revenue, returns.add(event.amount()), this.units, returnedUnits + units)
                : new Totals(events + 1, revenue.add(event.amount()), returns, this.units + units, returnedUnits);
    }
}
