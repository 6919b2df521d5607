package io.sluice.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The source system's statistics in its names and order. Only what was written is counted: a refused or failed write is
 * no sale. {@code tot_sales} adds the money of every event written, whatever its type, as the source does, but exactly.
 *
 * @param status true when nothing failed; otherwise {@code errMsg} says what did
 */
public record Statistics(
        boolean status,
        long totMsgs,
        long badMsgs,
        long salesEvnts,
        long inventoryEvnts,
        BigDecimal totSales,
        Optional<String> errMsg) {
    public static final Statistics NONE = new Statistics(true, 0, 0, 0, 0, BigDecimal.ZERO, Optional.empty());
    private static final JsonFactory JSON = new JsonFactory();

    public Statistics {
        totSales = EventCodec.normal(totSales);
        requireNonNull(errMsg);
    }

    public Statistics plus(StoreEvent event) {
        boolean sale = event.type() == EventType.SALES;
        return new Statistics(
                status,
                totMsgs + 1,
                badMsgs + (event.bad() ? 1 : 0),
                salesEvnts + (sale ? 1 : 0),
                inventoryEvnts + (sale ? 0 : 1),
                totSales.add(event.amount()),
                errMsg);
    }

    public Statistics plus(Statistics other) {
        return new Statistics(
                status && other.status,
                totMsgs + other.totMsgs,
                badMsgs + other.badMsgs,
                salesEvnts + other.salesEvnts,
                inventoryEvnts + other.inventoryEvnts,
                totSales.add(other.totSales),
                errMsg.or(other::errMsg));
    }

    public Statistics failed(String reason) {
        return new Statistics(
                false, totMsgs, badMsgs, salesEvnts, inventoryEvnts, totSales, errMsg.or(() -> Optional.of(reason)));
    }

    /** The object that the source logs and returns under {@code message}. */
    public String toJson() {
        return json(this::write);
    }

    /** What the source's function answers: the status code, and the message as a JSON <em>string</em>. */
    public String toFunctionResponse() {
        return json(json -> {
            json.writeStartObject();
            json.writeNumberField("statusCode", 200);
            json.writeStringField("body", "{\"message\": " + toJson() + "}");
            json.writeEndObject();
        });
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("status", status);
        json.writeNumberField("tot_msgs", totMsgs);
        json.writeNumberField("bad_msgs", badMsgs);
        json.writeNumberField("sales_evnts", salesEvnts);
        json.writeNumberField("inventory_evnts", inventoryEvnts);
        json.writeFieldName("tot_sales");
        json.writeNumber(totSales.toPlainString());
        if (errMsg.isPresent()) {
            json.writeStringField("err_msg", errMsg.get());
        }
        json.writeEndObject();
    }

    private static String json(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(EventCodec.sourceSpacing());
            body.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
