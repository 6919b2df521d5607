package io.sluice.sales;

import io.sluice.events.Checked;
import io.sluice.events.Compression;
import io.sluice.events.EventCodec;
import io.sluice.events.EventType;
import io.sluice.events.StoreEvent;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the events of one object, packed or not, from the line after the last one counted. It hands out chunks as it
 * goes, so that an object of any size needs the memory of a chunk; a damaged line costs itself, a damaged object what
 * follows the damage.
 */
final class ObjectReader {
    private static final int CHUNK = 5_000;

    private final int maxLine;

    ObjectReader(int maxLine) {
        this.maxLine = maxLine;
    }

    void read(String key, InputStream body, Progress from, Consumer<Chunk> sink) throws IOException {
        Compression compression = Compression.ofKey(key);
        String plain = key.substring(0, key.length() - compression.suffix().length());
        if (!plain.endsWith(".json") && !plain.endsWith(".ndjson")) {
            throw new IOException("neither .json nor .ndjson, packed as .gz or .zst or not at all");
        }
        Reading reading = new Reading(from, sink);
        try (InputStream in = new BufferedInputStream(compression.decompress(body), 1 << 16)) {
            reading.all(in, plain.endsWith(".ndjson"));
        } catch (IOException damaged) {
            reading.hand(reading.progress());
            throw damaged;
        }
        reading.hand(reading.progress().done());
    }

    private final class Reading {
        private final Progress from;
        private final Consumer<Chunk> sink;
        private final List<StoreEvent> events = new ArrayList<>();
        private final List<Chunk.Problem> problems = new ArrayList<>();
        private long line;

        Reading(Progress from, Consumer<Chunk> sink) {
            this.from = from;
            this.sink = sink;
        }

        Progress progress() {
            return from.read(Math.max(line, from.lines()));
        }

        void all(InputStream in, boolean byLine) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
            boolean more = true;
            while (more) {
                bytes.reset();
                boolean fits = true;
                int next = in.read();
                while (next >= 0 && !(byLine && next == '\n')) {
                    fits = bytes.size() < maxLine;
                    if (fits) {
                        bytes.write(next);
                    }
                    next = in.read();
                }
                more = next >= 0;
                if (more || bytes.size() > 0) {
                    take(bytes.toByteArray(), fits);
                }
            }
        }

        private void take(byte[] bytes, boolean fits) {
            line++;
            if (line <= from.lines()) {
                return;
            }
            if (!fits) {
                problems.add(new Chunk.Problem(line, "longer than " + maxLine + " bytes"));
            } else if (!isBlank(bytes)) {
                check(bytes);
            }
            if (events.size() + problems.size() >= CHUNK) {
                hand(progress());
            }
        }

        private void check(byte[] bytes) {
            switch (EventCodec.decode(bytes)) {
                case Checked.Valid(StoreEvent event) when event.type() == EventType.SALES -> events.add(event);
                case Checked.Valid(StoreEvent event) ->
                    problems.add(new Chunk.Problem(
                            line, "not a sales event but " + event.type().label()));
                case Checked.Invalid(String reason) -> problems.add(new Chunk.Problem(line, reason));
            }
        }

        void hand(Progress progress) {
            sink.accept(new Chunk(events, problems, progress));
            events.clear();
            problems.clear();
        }

        private static boolean isBlank(byte[] bytes) {
            for (byte value : bytes) {
                if (value != ' ' && value != '\t' && value != '\r' && value != '\n') {
                    return false;
                }
            }
            return true;
        }
    }
}
