package io.sluice.inventory;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ledger as one JSON document. It ends with a digest of what stands before, since it may be read through a view: a
 * rule that takes something out of it, or puts something else in, has to be noticed and not to be counted on.
 */
final class LedgerCodec {
    private static final ObjectMapper TREE = new ObjectMapper();
    private static final int FORMAT = 1;

    private LedgerCodec() {}

    static byte[] encode(Ledger ledger) {
        return encode(ledger, digest(encode(ledger, "")));
    }

    private static byte[] encode(Ledger ledger, String digest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try (JsonGenerator json = StockEventReader.JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeNumberField("generation", ledger.generation);
            json.writeStringField("horizon", ledger.horizon);
            writeTotals(ledger.totals, json);
            writeObjects(ledger, json);
            writeStock(ledger, json);
            writeOrders(ledger, json);
            json.writeStringField("requests", ledger.requests.encoded());
            json.writeStringField("digest", digest);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void writeTotals(Totals totals, JsonGenerator json) throws IOException {
        json.writeFieldName("totals");
        writeRow(
                json,
                totals.objects(),
                totals.events(),
                totals.badEvents(),
                totals.duplicates(),
                totals.faults(),
                totals.ordersDropped(),
                totals.pendingDropped());
    }

    private static void writeObjects(Ledger ledger, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("objects");
        for (ObjectId object : ledger.objects) {
            writeRow(json, object.key(), object.version(), object.etag());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("pending");
        for (Pending known : ledger.pending.values()) {
            ObjectId object = known.object();
            writeRow(json, object.key(), object.version(), object.etag(), known.attempts(), known.reason());
        }
        json.writeEndArray();
    }

    private static void writeStock(Ledger ledger, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("stock");
        for (var entry : ledger.stock.entrySet()) {
            Movement movement = entry.getValue();
            writeRow(json, entry.getKey().sku(), entry.getKey().store(), movement.sold(), movement.returned());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("overflow");
        for (var entry : ledger.overflow.entrySet()) {
            writeRow(
                    json,
                    entry.getKey(),
                    entry.getValue().sold(),
                    entry.getValue().returned());
        }
        json.writeEndArray();
    }

    private static void writeOrders(Ledger ledger, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("orders");
        for (Order order : ledger.orders) {
            writeRow(
                    json,
                    order.requestId(),
                    order.priority(),
                    order.time(),
                    order.sku(),
                    order.store(),
                    order.qty(),
                    order.giftWrap());
        }
        json.writeEndArray();
    }

    private static void writeRow(JsonGenerator json, Object... values) throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            switch (value) {
                case String text -> json.writeString(text);
                case Long number -> json.writeNumber(number);
                case Integer number -> json.writeNumber(number);
                case Boolean flag -> json.writeBoolean(flag);
                default -> throw new IllegalArgumentException(value.getClass().getName());
            }
        }
        json.writeEndArray();
    }

    /**
     * @throws IOException where it is not what {@link #encode} wrote
     */
    static Ledger decode(byte[] bytes, Bounds bounds) throws IOException {
        JsonNode json = TREE.readTree(bytes);
        if (json.path("format").asInt() != FORMAT) {
            throw new IOException("not a ledger of format " + FORMAT);
        }
        Ledger ledger = new Ledger(bounds);
        ledger.generation = json.path("generation").asLong();
        ledger.horizon = json.path("horizon").asText();
        ledger.totals = totals(json.path("totals"));
        json.path("objects").forEach(row -> ledger.objects.add(object(row)));
        json.path("pending").forEach(row -> {
            Pending known =
                    new Pending(object(row), row.path(3).asInt(), row.path(4).asText());
            ledger.pending.put(known.object(), known);
        });
        json.path("stock")
                .forEach(row -> ledger.stock.put(
                        new Shelf(row.path(0).asText(), row.path(1).asLong()), movement(row, 2)));
        json.path("overflow").forEach(row -> ledger.overflow.put(row.path(0).asLong(), movement(row, 1)));
        json.path("orders").forEach(row -> ledger.orders.add(order(row)));
        decodeRequests(json.path("requests").asText(), ledger);
        if (!digest(encode(ledger, "")).equals(json.path("digest").asText())) {
            throw new IOException("it is not as it was written: a rule of the view it is read through touches it");
        }
        return ledger;
    }

    private static void decodeRequests(String encoded, Ledger ledger) throws IOException {
        try {
            ledger.requests.decode(encoded);
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("requests is no Base64", notBase64);
        }
    }

    private static Totals totals(JsonNode row) {
        return new Totals(
                row.path(0).asLong(),
                row.path(1).asLong(),
                row.path(2).asLong(),
                row.path(3).asLong(),
                row.path(4).asLong(),
                row.path(5).asLong(),
                row.path(6).asLong());
    }

    private static ObjectId object(JsonNode row) {
        return new ObjectId(
                row.path(0).asText(), row.path(1).asText(), row.path(2).asText());
    }

    private static Movement movement(JsonNode row, int from) {
        return new Movement(row.path(from).asLong(), row.path(from + 1).asLong());
    }

    private static Order order(JsonNode row) {
        return new Order(
                row.path(0).asText(),
                row.path(1).asBoolean(),
                row.path(2).asText(),
                row.path(3).asText(),
                row.path(4).asLong(),
                row.path(5).asInt(),
                row.path(6).asBoolean());
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
