package io.sluice.redaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one row as RFC 4180 has them: separated by commas, ended by LF or CR LF, and in quotes where they hold one of
 * those or a quote, which is then doubled. The same object finds one row after the other.
 */
final class CsvRow {
    private static final int MOST_FIELDS = 10_000;

    private byte[] bytes = new byte[0];
    private int[] starts = new int[64];
    private int[] stops = new int[64];
    private int count;
    private int contentEnd;
    private int end;

    /** Finds the row that begins at {@code from}; tells whether it is all there. */
    boolean find(byte[] window, int from, int to, boolean ended) throws UnredactableException {
        bytes = window;
        count = 0;
        int at = from;
        boolean more = true;
        while (more) {
            int stop = at < to && bytes[at] == '"' ? quoted(at, to) : plain(at, to);
            if (stop + 1 >= to && !ended) {
                return false;
            }
            if (stop > to) {
                throw new UnredactableException("a quoted field without its end");
            }
            add(at, stop);
            more = stop < to && bytes[stop] == ',';
            at = stop + 1;
        }
        contentEnd = at - 1;
        end = lineEnd(contentEnd, to);
        if (!Utf8.isValid(bytes, from, end)) {
            throw new UnredactableException("not UTF-8");
        }
        return true;
    }

    private int lineEnd(int at, int to) throws UnredactableException {
        if (at == to) {
            return to;
        }
        if (bytes[at] == '\n') {
            return at + 1;
        }
        if (bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
            return at + 2;
        }
        throw new UnredactableException("neither a comma nor the end of the line behind a field");
    }

    private int plain(int from, int to) throws UnredactableException {
        int at = from;
        while (at < to && bytes[at] != ',' && bytes[at] != '\n' && bytes[at] != '\r') {
            if (bytes[at] == '"') {
                throw new UnredactableException("a quote in a field without quotes");
            }
            control(bytes[at++]);
        }
        return at;
    }

    /** Returns what is behind the closing quote, or a place behind {@code to} where that quote is not there. */
    private int quoted(int from, int to) throws UnredactableException {
        int at = from + 1;
        while (at < to) {
            if (bytes[at] != '"') {
                if (bytes[at] != '\n' && bytes[at] != '\r') {
                    control(bytes[at]);
                }
                at++;
            } else if (at + 1 < to && bytes[at + 1] == '"') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return to + 1;
    }

    private static void control(byte b) throws UnredactableException {
        if ((b >= 0 && b < 0x20 && b != '\t') || b == 0x7F) {
            throw new UnredactableException("a control character");
        }
    }

    private void add(int start, int stop) throws UnredactableException {
        if (count == MOST_FIELDS) {
            throw new UnredactableException("more than " + MOST_FIELDS + " fields");
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            stops = Arrays.copyOf(stops, 2 * count);
        }
        starts[count] = start;
        stops[count++] = stop;
    }

    int count() {
        return count;
    }

    int start(int index) {
        return starts[index];
    }

    int stop(int index) {
        return stops[index];
    }

    /** Where the last field ends and the line's end begins. */
    int contentEnd() {
        return contentEnd;
    }

    int end() {
        return end;
    }

    boolean isQuoted(int index) {
        return bytes[starts[index]] == '"' && stops[index] > starts[index];
    }

    boolean isEmpty(int index) {
        return stops[index] == starts[index];
    }

    String text(int index) {
        if (!isQuoted(index)) {
            return new String(bytes, starts[index], stops[index] - starts[index], StandardCharsets.UTF_8);
        }
        return new String(bytes, starts[index] + 1, stops[index] - starts[index] - 2, StandardCharsets.UTF_8)
                .replace("\"\"", "\"");
    }

    static byte[] encode(String text, boolean quoted) {
        boolean quotes = quoted || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return (quotes ? '"' + text.replace("\"", "\"\"") + '"' : text).getBytes(StandardCharsets.UTF_8);
    }
}
