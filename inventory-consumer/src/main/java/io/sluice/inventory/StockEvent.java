package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * What the inventory needs of an event. Money and customer may have been taken out on the way, and the SKU may have
 * become a pseudonym; so the SKU is text and the amount is zero where there is none.
 */
record StockEvent(
        String requestId,
        String type,
        OptionalLong store,
        String sku,
        int qty,
        boolean priority,
        boolean giftWrap,
        String time,
        boolean returned,
        BigDecimal amount) {

    StockEvent {
        requireNonNull(requestId);
        requireNonNull(type);
        requireNonNull(store);
        requireNonNull(sku);
        requireNonNull(time);
        requireNonNull(amount);
    }

    /** An event without a store moves nothing. */
    boolean bad() {
        return store.isEmpty();
    }
}
