package io.sluice.producer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the lines of one upload that are no events. Two objects lie side by side: {@code ….rejected} holds the lines byte
 * for byte, each followed by a line feed, so that they can be mended and sent again; {@code ….reasons.ndjson} says for
 * each its number in the upload, its offset and length in the other object, and what is wrong with it.
 */
final class Quarantine {
    static final String FOLDER = "quarantine";
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_LINES = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Upload upload;
    private final BatchWriter writer;
    private final ObjectWriter objects;
    private final String contentType;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final ByteArrayOutputStream reasons = new ByteArrayOutputStream();
    private final List<Receipt.Rejection> pending = new ArrayList<>();

    Quarantine(Upload upload, BatchWriter writer, ObjectWriter objects, String contentType) {
        this.upload = upload;
        this.writer = writer;
        this.objects = objects;
        this.contentType = contentType;
    }

    void add(RawLine line, String reason) {
        ObjectNode about = JSON.createObjectNode()
                .put("line", line.number())
                .put("offset", lines.size())
                .put("length", line.bytes().length)
                .put("reason", reason)
                .put("contentType", contentType);
        if (line.cut()) {
            about.put("cut", true);
        }
        reasons.writeBytes(about.toString().getBytes(StandardCharsets.UTF_8));
        reasons.write('\n');
        lines.writeBytes(line.bytes());
        lines.write('\n');
        pending.add(new Receipt.Rejection(line.number(), reason, Optional.empty()));
        if (lines.size() >= MAX_BYTES || pending.size() >= MAX_LINES) {
            flush();
        }
    }

    void flush() {
        if (pending.isEmpty()) {
            return;
        }
        Outcome outcome = writer.quarantine(pending.size(), this::write);
        Optional<String> key =
                outcome instanceof Outcome.Written written ? Optional.of(written.key()) : Optional.empty();
        upload.reject(
                pending.stream()
                        .map(line -> new Receipt.Rejection(line.line(), line.reason(), key))
                        .toList(),
                outcome);
        pending.clear();
        lines.reset();
        reasons.reset();
    }

    private Outcome write() {
        Outcome kept = objects.writeNew(FOLDER, ".rejected", "application/octet-stream", lines.toByteArray());
        if (!(kept instanceof Outcome.Written written)) {
            return kept;
        }
        String beside = written.key().replaceFirst("\\.rejected$", ".reasons.ndjson");
        Outcome told = objects.writeBeside(beside, "application/x-ndjson", reasons.toByteArray());
        return told instanceof Outcome.Written ? kept : told;
    }
}
