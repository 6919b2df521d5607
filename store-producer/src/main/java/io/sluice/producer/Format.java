package io.sluice.producer;

import io.sluice.events.Checked;
import io.sluice.events.EventCodec;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** How an upload writes its events down, told by its content type. */
enum Format {
    NDJSON,
    JSON,
    CSV;

    static Format of(MediaType contentType) {
        return switch (contentType.getSubtype().toLowerCase(Locale.ROOT)) {
            case "csv" -> CSV;
            case "json" -> JSON;
            default -> NDJSON;
        };
    }

    /** Turns one part of an upload into an event. */
    interface Decoder {
        Checked decode(byte[] part);
    }

    /** An upload that can be read: its parts, and what they mean. */
    record Reading(Lines lines, Decoder decoder) {}

    Reading read(InputStream in, int maxLine) throws IOException, CsvHeader.Unusable {
        return switch (this) {
            case NDJSON -> new Reading(new NdjsonLines(in, maxLine), EventCodec::decode);
            case JSON -> new Reading(new JsonArrayLines(in, maxLine), EventCodec::decode);
            case CSV -> readCsv(new CsvLines(in, maxLine));
        };
    }

    private static Reading readCsv(Lines lines) throws IOException, CsvHeader.Unusable {
        Optional<RawLine> header = lines.next();
        if (header.isEmpty()) {
            throw new CsvHeader.Unusable("there is no header");
        }
        return new Reading(lines, CsvHeader.parse(header.get().bytes())::decode);
    }
}
