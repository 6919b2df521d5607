package io.sluice.producer;

import io.sluice.events.Compression;
import io.sluice.events.EventType;
import io.sluice.events.Statistics;
import io.sluice.events.StoreEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events that become one object. It knows which line of which upload each of them came from. Guarded by its owner. */
final class Batch {
    private final EventType type;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(4_096);
    private final Map<Upload, Part> parts = new LinkedHashMap<>();
    private final long number;
    private int events;

    Batch(EventType type, long number) {
        this.type = type;
        this.number = number;
    }

    /** Takes an event and its bytes, which are encoded outside the owner's lock. */
    void add(Upload upload, long line, StoreEvent event, byte[] encoded) {
        lines.writeBytes(encoded);
        lines.write('\n');
        events++;
        Part part = parts.computeIfAbsent(upload, first -> {
            first.expect();
            return new Part();
        });
        part.statistics = part.statistics.plus(event);
        part.lines.add(line);
    }

    EventType type() {
        return type;
    }

    long number() {
        return number;
    }

    int events() {
        return events;
    }

    int bytes() {
        return lines.size();
    }

    byte[] packed(Compression compression) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(lines.size() / 4 + 64);
        try (OutputStream out = compression.compress(packed)) {
            lines.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** The one event as the source writes it, without an end of line. */
    byte[] single() {
        byte[] line = lines.toByteArray();
        return Arrays.copyOf(line, line.length - 1);
    }

    Statistics statistics() {
        return parts.values().stream().map(part -> part.statistics).reduce(Statistics.NONE, Statistics::plus);
    }

    void settle(Outcome outcome) {
        parts.forEach((upload, part) -> upload.settle(outcome, part.statistics, part.lines.toString()));
    }

    private static final class Part {
        private Statistics statistics = Statistics.NONE;
        private final LineRanges lines = new LineRanges();
    }
}
