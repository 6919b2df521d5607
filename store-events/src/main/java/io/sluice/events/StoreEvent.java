package io.sluice.events;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * One event of one store. A <em>bad</em> event is one whose store is not known: it has {@code bad_msg} and no {@code
 * store_id}, and every other event has a store. {@code time} is the store's local time in microseconds, without a zone.
 */
public record StoreEvent(
        String requestId,
        Detail detail,
        String category,
        OptionalLong storeId,
        LocalDateTime time,
        EventType type,
        Item item,
        boolean returned,
        boolean bad) {

    public StoreEvent {
        requireNonNull(requestId);
        requireNonNull(detail);
        requireNonNull(category);
        requireNonNull(storeId);
        requireNonNull(time);
        requireNonNull(type);
        requireNonNull(item);
        if (bad == storeId.isPresent()) {
            throw new IllegalArgumentException("an event has either a store_id or bad_msg");
        }
        if (!time.equals(time.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException("evnt_time has more digits than microseconds");
        }
    }

    public BigDecimal amount() {
        return detail.amount();
    }

    public Shape shape() {
        return switch (detail) {
            case Detail.Named named -> Shape.NAMED;
            case Detail.Priced priced -> Shape.PRICED;
        };
    }
}
