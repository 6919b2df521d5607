package io.sluice.redaction;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Redacts one JSON document: an object, of which nothing is handed on before the end of the input was seen, or an array of
 * objects, which is handed on element by element.
 */
final class JsonDocument {
    private final Window window;
    private final Draft draft;
    private final FullParser parser;
    private long element;

    JsonDocument(Rules rules, Limits limits, Window window, OutputStream out) {
        this.window = window;
        this.draft = new Draft(out, limits);
        this.parser = new FullParser(rules, limits, draft);
    }

    void redact() throws IOException, UnredactableException {
        window.fill();
        try {
            space();
            if (next() == '[') {
                take();
                elements();
            } else {
                record();
            }
            space();
        } catch (UnredactableException reason) {
            throw new UnredactableException((element == 0 ? "" : "element " + element + ": ") + reason.getMessage());
        }
        if (window.at() < window.end()) {
            throw new UnredactableException("something follows the JSON document");
        }
        draft.flush();
    }

    private void elements() throws IOException, UnredactableException {
        space();
        boolean more = next() != ']';
        while (more) {
            element++;
            record();
            draft.flushIfFull();
            space();
            more = next() == ',';
            if (more) {
                take();
                space();
            }
        }
        if (next() != ']') {
            throw new UnredactableException("no comma and no end of the array behind an element");
        }
        take();
        element = 0;
    }

    /** Copies white space, as much as there is. */
    private void space() throws IOException, UnredactableException {
        boolean on = true;
        while (on) {
            int end = JsonSpace.skip(window.bytes(), window.at(), window.end());
            copyTo(end);
            on = end == window.end() && !window.ended();
            if (on) {
                window.fill();
            }
        }
    }

    /** The byte that is next, or NUL at the end. */
    private byte next() {
        return window.bytes()[window.at()];
    }

    private void take() throws UnredactableException {
        copyTo(window.at() + 1);
    }

    private void copyTo(int end) throws UnredactableException {
        draft.copy(window.bytes(), window.at(), end);
        window.moveTo(end);
    }

    private void record() throws IOException, UnredactableException {
        int before = draft.size();
        while (true) {
            try {
                window.moveTo(parser.record(window.bytes(), window.at(), window.end()));
                return;
            } catch (UnredactableException reason) {
                if (window.ended()) {
                    throw reason;
                }
                draft.takeBack(before);
                window.fill();
            }
        }
    }
}
