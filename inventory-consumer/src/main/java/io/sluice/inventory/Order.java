package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/** A sale that has to leave a store. Those with priority come first, then the oldest. */
record Order(String requestId, boolean priority, String time, String sku, long store, int qty, boolean giftWrap)
        implements Comparable<Order> {
    private static final Comparator<Order> ORDER = Comparator.comparing(Order::priority)
            .reversed()
            .thenComparing(Order::time)
            .thenComparing(Order::requestId);

    Order {
        requireNonNull(requestId);
        requireNonNull(time);
        requireNonNull(sku);
    }

    static Order of(StockEvent event) {
        return new Order(
                event.requestId(),
                event.priority(),
                event.time(),
                event.sku(),
                event.store().orElseThrow(),
                event.qty(),
                event.giftWrap());
    }

    @Override
    public int compareTo(Order other) {
        return ORDER.compare(this, other);
    }
}
