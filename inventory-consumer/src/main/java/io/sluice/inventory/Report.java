package io.sluice.inventory;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The ledger for people: stock movements, orders to dispatch with those of priority first, what to restock, and what
 * could not be counted.
 *
 * @param lines how long each list may become; beside a list stands how long it is in all
 * @param restockAt net sales from which a SKU of a store is to be restocked
 */
record Report(int lines, long restockAt) {

    byte[] json(Ledger ledger, Instant now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try (JsonGenerator json = StockEventReader.JSON.createGenerator(bytes)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("written", now.toString());
            json.writeNumberField("generation", ledger.generation);
            totals(ledger.totals, json);
            stores(ledger, json);
            movements(ledger, json);
            dispatch(ledger, json);
            restock(ledger, json);
            notCounted(ledger, json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void totals(Totals totals, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("totals");
        json.writeNumberField("objects", totals.objects());
        json.writeNumberField("events", totals.events());
        json.writeNumberField("badEvents", totals.badEvents());
        json.writeNumberField("duplicates", totals.duplicates());
        json.writeNumberField("faultyLines", totals.faults());
        json.writeNumberField("ordersDropped", totals.ordersDropped());
        json.writeNumberField("objectsGivenUp", totals.pendingDropped());
        json.writeEndObject();
    }

    private static void stores(Ledger ledger, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("stores");
        for (Map.Entry<Long, Movement> store : ledger.byStore().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("store", store.getKey());
            movement(store.getValue(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void movements(Ledger ledger, JsonGenerator json) throws IOException {
        json.writeNumberField("movementsInAll", ledger.stock.size());
        json.writeArrayFieldStart("movements");
        for (Map.Entry<Shelf, Movement> entry : mostMoved(ledger)) {
            json.writeStartObject();
            json.writeStringField("sku", entry.getKey().sku());
            json.writeNumberField("store", entry.getKey().store());
            movement(entry.getValue(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private List<Map.Entry<Shelf, Movement>> mostMoved(Ledger ledger) {
        return ledger.stock.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        entry -> -Math.abs(entry.getValue().change())))
                .limit(lines)
                .toList();
    }

    private static void movement(Movement movement, JsonGenerator json) throws IOException {
        json.writeNumberField("sold", movement.sold());
        json.writeNumberField("returned", movement.returned());
        json.writeNumberField("change", movement.change());
    }

    private void dispatch(Ledger ledger, JsonGenerator json) throws IOException {
        json.writeNumberField("ordersInAll", ledger.orders.size());
        json.writeArrayFieldStart("dispatch");
        for (Order order : ledger.orders.stream().limit(lines).toList()) {
            json.writeStartObject();
            json.writeStringField("request_id", order.requestId());
            json.writeBooleanField("priority_shipping", order.priority());
            json.writeStringField("evnt_time", order.time());
            json.writeStringField("sku", order.sku());
            json.writeNumberField("store_id", order.store());
            json.writeNumberField("qty", order.qty());
            json.writeBooleanField("gift_wrap", order.giftWrap());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void restock(Ledger ledger, JsonGenerator json) throws IOException {
        List<Map.Entry<Shelf, Movement>> low = ledger.stock.entrySet().stream()
                .filter(entry -> -entry.getValue().change() >= restockAt)
                .sorted(Comparator.comparingLong(entry -> entry.getValue().change()))
                .toList();
        json.writeNumberField("restockInAll", low.size());
        json.writeArrayFieldStart("restock");
        for (Map.Entry<Shelf, Movement> entry : low.stream().limit(lines).toList()) {
            json.writeStartObject();
            json.writeStringField("sku", entry.getKey().sku());
            json.writeNumberField("store", entry.getKey().store());
            json.writeNumberField("missing", -entry.getValue().change());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void notCounted(Ledger ledger, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("notCounted");
        for (Pending known : ledger.pending.values()) {
            json.writeStartObject();
            json.writeStringField("key", known.object().key());
            json.writeStringField("version", known.object().version());
            json.writeNumberField("attempts", known.attempts());
            json.writeStringField("reason", known.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
