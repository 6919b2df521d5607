package io.sluice.redaction;

import java.io.IOException;
import java.io.OutputStream;

/** Redacts lines that hold a JSON object each. Blank lines and the kind of line end stay; the last line may lack its end. */
final class JsonLines {
    private final Window window;
    private final Draft draft;
    private final PlainScanner scanner;
    private final FullParser parser;
    private long line;

    JsonLines(Rules rules, Limits limits, Window window, OutputStream out) {
        this.window = window;
        this.draft = new Draft(out, limits);
        this.scanner = new PlainScanner(rules, limits, draft, true);
        this.parser = new FullParser(rules, limits, draft);
    }

    void redact() throws IOException, UnredactableException {
        while (!window.ended()) {
            window.fill();
            lines(window.ended() ? window.end() : window.endOfLines());
        }
        draft.flush();
    }

    private void lines(int to) throws IOException, UnredactableException {
        byte[] bytes = window.bytes();
        int at = window.at();
        scanner.continueFrom(at);
        while (at < to) {
            line++;
            at = line(bytes, at, to);
            if (draft.isFull()) {
                scanner.copyTo(bytes, at);
                draft.flush();
            }
        }
        scanner.copyTo(bytes, to);
        window.moveTo(to);
    }

    private int line(byte[] bytes, int from, int to) throws UnredactableException {
        int end = scanner.record(bytes, from);
        if (end >= 0) {
            int lineEnd = bytes[end] == '\r' ? end + 1 : end;
            if (bytes[lineEnd] == '\n') {
                return lineEnd + 1;
            }
            if (end == to) {
                return to;
            }
            scanner.takeBack();
        }
        return parsed(bytes, from, to);
    }

    private int parsed(byte[] bytes, int from, int to) throws UnredactableException {
        int end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        try {
            int content = JsonSpace.skip(bytes, from, end);
            scanner.copyTo(bytes, content);
            int tail = content == end ? end : parser.record(bytes, content, end);
            if (JsonSpace.skip(bytes, tail, end) != end) {
                throw new UnredactableException("something follows the object");
            }
            scanner.continueFrom(tail);
            return Math.min(end + 1, to);
        } catch (UnredactableException reason) {
            throw new UnredactableException("line " + line + ": " + reason.getMessage());
        }
    }
}
