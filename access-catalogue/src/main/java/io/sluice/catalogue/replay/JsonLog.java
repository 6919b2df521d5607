package io.sluice.catalogue.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;

/** CloudTrail's fields as JSON: a record a line, or documents with {@code Records}. For one thread. */
final class JsonLog implements LineParser {
    /** A record has few levels, and no text that would fill a line by itself. */
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxStringLength(LineBlocks.LONGEST_LINE)
            .build();

    static final JsonFactory JSON =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();

    private final TrailLines lines = new TrailLines();

    @Override
    public Entry parse(byte[] bytes, int from, int length, long at) {
        try (var json = JSON.createParser(bytes, from, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return malformed(at, "no JSON object");
            }
            var record = TrailRecord.read(json);
            return json.nextToken() == null ? entry(record, at) : malformed(at, "something follows the JSON object");
        } catch (IOException invalid) {
            return malformed(at, why(invalid));
        }
    }

    Entry entry(TrailRecord record, long at) {
        return new Entry(at, TrailLines.kind(record), lines.line(record));
    }

    static Entry malformed(long at, String why) {
        return new Entry(at, LogKind.CLOUDTRAIL, new LogLine.Malformed(why));
    }

    static String why(IOException invalid) {
        var text = invalid instanceof JsonProcessingException json ? json.getOriginalMessage() : invalid.getMessage();
        var line = String.valueOf(text).lines().findFirst().orElse("");
        return "no JSON: " + (line.length() > 120 ? line.substring(0, 120) + "…" : line);
    }

    static JsonParser parser(InputStream in) throws IOException {
        return JSON.createParser(in);
    }
}
