package io.sluice.inventory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.events.Compression;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Takes an object apart: {@code .ndjson} by lines, of which a damaged one costs itself, {@code .json} as one event or an
 * array of them; each also packed as {@code .gz} or {@code .zst}. An object that is damaged as a whole fails with an
 * IOException, and then nothing of it counts.
 */
final class ObjectLines {
    private final int maxLine;

    ObjectLines(int maxLine) {
        this.maxLine = maxLine;
    }

    /** Whether a key names objects of this kind. */
    static boolean reads(String key) {
        String plain = plain(key);
        return plain.endsWith(".json") || plain.endsWith(".ndjson");
    }

    private static String plain(String key) {
        return key.substring(0, key.length() - Compression.ofKey(key).suffix().length());
    }

    void read(String key, InputStream body, Consumer<Line> sink) throws IOException {
        try (InputStream in = new BufferedInputStream(Compression.ofKey(key).decompress(body), 1 << 16)) {
            if (plain(key).endsWith(".ndjson")) {
                lines(in, sink);
            } else {
                document(in, sink);
            }
        }
    }

    private void document(InputStream in, Consumer<Line> sink) throws IOException {
        long number = 0;
        try (JsonParser json = StockEventReader.JSON.createParser(in)) {
            boolean array = json.nextToken() == JsonToken.START_ARRAY;
            JsonToken token = array ? json.nextToken() : json.currentToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                number++;
                if (token == JsonToken.START_OBJECT) {
                    sink.accept(StockEventReader.object(json, number));
                } else {
                    json.skipChildren();
                    sink.accept(new Line.Fault(number, "not a JSON object"));
                }
                token = json.nextToken();
            }
            if (array && token == null) {
                throw new IOException("the array has no end");
            }
        }
    }

    private void lines(InputStream in, Consumer<Line> sink) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        long number = 0;
        boolean more = true;
        while (more) {
            bytes.reset();
            boolean fits = true;
            int next = in.read();
            while (next >= 0 && next != '\n') {
                fits = bytes.size() < maxLine;
                if (fits) {
                    bytes.write(next);
                }
                next = in.read();
            }
            more = next >= 0;
            number++;
            if (!fits) {
                sink.accept(new Line.Fault(number, "longer than " + maxLine + " bytes"));
            } else if (!isBlank(bytes.toByteArray())) {
                sink.accept(StockEventReader.line(bytes.toByteArray(), number));
            }
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte value : bytes) {
            if (value != ' ' && value != '\t' && value != '\r') {
                return false;
            }
        }
        return true;
    }
}
