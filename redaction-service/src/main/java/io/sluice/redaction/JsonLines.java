package io.sluice.redaction;

import java.io.IOException;
import java.io.OutputStream;

/** Redacts lines that hold a JSON object each. Blank lines and the kind of line end stay; the last line may lack its end. */
final class JsonLines {
    private final Window window;
    private final Draft draft;
    private final FullParser parser;
    private long line;

    JsonLines(Rules rules, Limits limits, Window window, OutputStream out) {
        this.window = window;
        this.draft = new Draft(out, limits);
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
        int at = window.at();
        while (at < to) {
            line++;
            at = line(at, to);
            draft.flushIfFull();
        }
        window.moveTo(to);
    }

    private int line(int from, int to) throws UnredactableException {
        byte[] bytes = window.bytes();
        int end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        try {
            int content = JsonSpace.skip(bytes, from, end);
            draft.copy(bytes, from, content);
            int tail = content == end ? end : parser.record(bytes, content, end);
            if (JsonSpace.skip(bytes, tail, end) != end) {
                throw new UnredactableException("something follows the object");
            }
            int next = Math.min(end + 1, to);
            draft.copy(bytes, tail, next);
            return next;
        } catch (UnredactableException reason) {
            throw new UnredactableException("line " + line + ": " + reason.getMessage());
        }
    }
}
