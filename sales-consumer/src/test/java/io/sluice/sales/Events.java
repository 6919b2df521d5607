package io.sluice.sales;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.events.Checked;
import io.sluice.events.EventCodec;
import io.sluice.events.StoreEvent;

/** Events for tests, told apart by their id. */
final class Events {
    private Events() {}

    static String json(String id, String type, int store, String sales, String more) {
        return "{\"request_id\": \"" + id + "\", \"name\": \"Hag\", \"category\": \"Books\", \"store_id\": " + store
                + ", \"evnt_time\": \"2026-11-21T09:30:00.000042\", \"evnt_type\": \"" + type + "\", \"sales\": "
                + sales
                + ", \"sku\": 1, \"gift_wrap\": true, \"qty\": 2, \"priority_shipping\": false" + more + "}";
    }

    static String sale(String id) {
        return json(id, "sales_event", 7, "10.25", "");
    }

    static String returned(String id) {
        return json(id, "sales_event", 7, "4.1", ", \"is_return\": true");
    }

    static String bad(String id) {
        return json(id, "sales_event", 7, "99.99", ", \"bad_msg\": true").replace("\"store_id\": 7, ", "");
    }

    static StoreEvent event(String json) {
        return switch (EventCodec.decode(json.getBytes(UTF_8))) {
            case Checked.Valid(StoreEvent event) -> event;
            case Checked.Invalid(String reason) -> throw new AssertionError(reason);
        };
    }
}
