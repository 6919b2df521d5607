package io.sluice.sales;

import java.math.BigDecimal;
import java.util.List;

/**
 * The answer to "what was sold".
 *
 * @param badEvents without a store; in no sum
 * @param duplicates events whose {@code request_id} was counted before; in no sum
 * @param unreadableLines lines that are no events
 */
public record Summary(
        long events,
        BigDecimal revenue,
        BigDecimal returns,
        BigDecimal net,
        long units,
        long returnedUnits,
        long badEvents,
        long duplicates,
        long unreadableLines,
        long objects,
        long failedObjects,
        List<Line> byCategory,
        List<Line> byStore,
        List<Line> byHour) {

    public Summary {
        byCategory = List.copyOf(byCategory);
        byStore = List.copyOf(byStore);
        byHour = List.copyOf(byHour);
    }

    /** The totals of one category, store or hour; {@code of} is its name. */
    public record Line(
            String of,
            long events,
            BigDecimal revenue,
            BigDecimal returns,
            BigDecimal net,
            long units,
            long returnedUnits) {

        static Line of(String name, Totals totals) {
            return new Line(
                    name,
                    totals.events(),
                    totals.revenue(),
                    totals.returns(),
                    totals.net(),
                    totals.units(),
                    totals.returnedUnits());
        }
    }
}
