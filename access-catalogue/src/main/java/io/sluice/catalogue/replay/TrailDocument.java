package io.sluice.catalogue.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file as CloudTrail delivers it, {@code {"Records":[…]}}; several may follow each other, and a record may stand alone. From <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html">CloudTrail log file examples</a>. It is
 * read as it comes: no more than a batch of records is held.
 */
final class TrailDocument {
    private static final int BATCH = 1000;

    private final String file;
    private final Consumer<Batch> sink;
    private final JsonLog log = new JsonLog();
    private List<Entry> entries = new ArrayList<>(BATCH);
    private long records;
    private long told;

    TrailDocument(String file, Consumer<Batch> sink) {
        this.file = file;
        this.sink = sink;
    }

    /** Hands over all of it. What follows a mistake in the JSON cannot be read, and is told as one malformed record. */
    void read(InputStream in) throws IOException {
        try (var json = JsonLog.parser(in)) {
            try {
                for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                    document(token, json);
                }
            } catch (IOException invalid) {
                add(JsonLog.malformed(++records, JsonLog.why(invalid) + "; the rest of the file was not read"), json);
            }
            hand(json);
        }
    }

    private void document(JsonToken token, JsonParser json) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            add(JsonLog.malformed(++records, "no JSON object"), json);
            return;
        }
        var lone = TrailRecord.empty();
        boolean several = false;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (name.equals("Records")) {
                several = true;
                records(json);
            } else {
                lone.member(name, json);
            }
        }
        if (!several) {
            add(log.entry(lone, ++records), json);
        }
    }

    private void records(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            add(JsonLog.malformed(++records, "Records is no list"), json);
            return;
        }
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY && token != null; token = json.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                add(log.entry(TrailRecord.read(json), ++records), json);
            } else {
                json.skipChildren();
                add(JsonLog.malformed(++records, "no JSON object"), json);
            }
        }
    }

    private void add(Entry entry, JsonParser json) {
        entries.add(entry);
        if (entries.size() == BATCH) {
            hand(json);
        }
    }

    private void hand(JsonParser json) {
        long now = json.currentLocation().getByteOffset();
        sink.accept(new Batch(file, entries, Math.max(0, now - told)));
        told = Math.max(now, told);
        entries = new ArrayList<>(BATCH);
    }
}
