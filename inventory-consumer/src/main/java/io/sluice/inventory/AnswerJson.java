package io.sluice.inventory;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.events.Statistics;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What the function answers: {@code statusCode} and {@code body} in the shape of the source's function, the body being
 * JSON in a string, and beside them what the source did not tell.
 */
final class AnswerJson {
    private AnswerJson() {}

    static void round(Round round, String report, OutputStream out) throws IOException {
        answer(round.statistics(), out, json -> {
            json.writeNumberField("counted", round.counted());
            json.writeNumberField("known", round.known());
            json.writeNumberField("ignored", round.ignored());
            json.writeNumberField("left", round.left());
            json.writeArrayFieldStart("failures");
            for (Round.Failure failure : round.failures()) {
                json.writeStartObject();
                json.writeStringField("key", failure.object().key());
                json.writeStringField("version", failure.object().version());
                json.writeStringField("reason", failure.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("faults");
            for (Round.Fault fault : round.faults()) {
                json.writeStartObject();
                json.writeStringField("key", fault.key());
                json.writeNumberField("line", fault.line().number());
                json.writeStringField("reason", fault.line().reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("report", report);
        });
    }

    static void dispatched(int orders, String report, OutputStream out) throws IOException {
        answer(Statistics.NONE, out, json -> {
            json.writeNumberField("dispatched", orders);
            json.writeStringField("report", report);
        });
    }

    static void demonstration(Demonstration.Shown shown, OutputStream out) throws IOException {
        long refused = shown.writes().stream()
                .filter(write -> write.refusal().isPresent())
                .count();
        answer(shown.statistics(), out, json -> {
            json.writeBooleanField("holds", shown.holds());
            json.writeNumberField("written", shown.writes().size() - refused);
            json.writeNumberField("refused", refused);
            json.writeArrayFieldStart("writes");
            for (Demonstration.Write write : shown.writes()) {
                write(write, json);
            }
            json.writeEndArray();
        });
    }

    private static void write(Demonstration.Write write, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", write.key());
        json.writeNumberField("status", write.refusal().map(Refusal::status).orElse(200));
        if (write.refusal().isPresent()) {
            json.writeStringField("code", write.refusal().get().code());
            json.writeStringField("message", write.refusal().get().message());
        }
        json.writeEndObject();
    }

    private static void answer(Statistics statistics, OutputStream out, Rest rest) throws IOException {
        try (JsonGenerator json = StockEventReader.JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", 200);
            json.writeStringField("body", "{\"message\": " + statistics.toJson() + "}");
            rest.write(json);
            json.writeEndObject();
        }
    }

    private interface Rest {
        void write(JsonGenerator json) throws IOException;
    }
}
