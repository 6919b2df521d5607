package io.sluice.lake.accesslog;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The member of ours, {@code sluice}: what decided. */
final class DecidingJson {
    /** Which S3's server access log tells of once for each object, and CloudTrail of none. */
    private static final String BATCH = "DeleteObjects";

    /** In characters; a line is read up to a mebibyte. */
    private static final long LONGEST_ASKED = 500_000;

    private DecidingJson() {}

    /** What decided, and whether that was told of TLS: in CloudTrail's members its absence means nothing. */
    static void write(Event event, Event.Deciding deciding, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("sluice");
        json.writeStringField("decision", deciding.decision());
        json.writeBooleanField("secureTransport", event.origin().secure());
        EventJson.optional("policyType", deciding.policyType(), json);
        EventJson.optional("document", deciding.document(), json);
        EventJson.optional("statement", deciding.statement(), json);
        if (deciding.asked().size() > 1 || event.api().name().equals(BATCH)) {
            asked(deciding.asked(), json);
        }
        json.writeEndObject();
    }

    /** Nothing where it would be too long for a line, which a batch of a thousand long keys would be. */
    private static void asked(List<Event.Asked> asked, JsonGenerator json) throws IOException {
        long length = asked.stream()
                .mapToLong(each -> each.resource().length() + 100L)
                .sum();
        if (length > LONGEST_ASKED) {
            return;
        }
        json.writeArrayFieldStart("asked");
        for (var each : asked) {
            json.writeStartObject();
            json.writeStringField("action", each.action());
            json.writeStringField("resource", each.resource());
            json.writeStringField("decision", each.decision());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
