package io.sluice.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Events for tests, told apart by their id. */
final class Events {
    private Events() {}

    /** As the inventory sees an event: without price and discount. */
    static String redacted(String id, long sku, int store, int qty, String more) {
        return "{\"request_id\": \"" + id + "\", \"cust_id\": 563, \"category\": \"Books\", \"store_id\": " + store
                + ", \"evnt_time\": \"2026-11-21T09:30:00.000042\", \"evnt_type\": \"inventory_event\", \"sku\": " + sku
                + ", \"item_variant\": \"red\", \"gift_wrap\": true, \"qty\": " + qty
                + ", \"priority_shipping\": false" + more + "}";
    }

    static String priced(String id, String price) {
        return redacted(id, 1, 7, 2, ", \"price\": " + price + ", \"discount\": 1.5");
    }

    static String returned(String id, long sku, int store, int qty) {
        return redacted(id, sku, store, qty, ", \"is_return\": true");
    }

    static String priority(String id) {
        return redacted(id, 1, 7, 2, "").replace("\"priority_shipping\": false", "\"priority_shipping\": true");
    }

    static String bad(String id) {
        return redacted(id, 1, 7, 2, ", \"bad_msg\": true").replace("\"store_id\": 7, ", "");
    }

    static StockEvent event(String json) {
        return switch (StockEventReader.line(json.getBytes(UTF_8), 1)) {
            case Line.Event(StockEvent event) -> event;
            case Line.Fault(long number, String reason) -> throw new AssertionError(number + ": " + reason);
        };
    }
}
