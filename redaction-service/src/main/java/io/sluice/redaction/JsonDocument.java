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
    private final PlainScanner scanner;
    private final FullParser parser;
    private long element;

    JsonDocument(Rules rules, Limits limits, Window window, OutputStream out) {
        this.window = window;
        this.draft = new Draft(out, limits);
        this.scanner = new PlainScanner(rules, limits, draft, false);
        this.parser = new FullParser(rules, limits, draft);
    }

    void redact() throws IOException, UnredactableException {
        try {
            fill();
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
        scanner.copyTo(window.bytes(), window.at());
        draft.flush();
    }

    private void elements() throws IOException, UnredactableException {
        space();
        boolean more = next() != ']';
        while (more) {
            element++;
            record();
            if (draft.isFull()) {
                scanner.copyTo(window.bytes(), window.at());
                draft.flush();
            }
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

    /** Passes white space, as much as there is. */
    private void space() throws IOException, UnredactableException {
        boolean on = true;
        while (on) {
            window.moveTo(JsonSpace.skip(window.bytes(), window.at(), window.end()));
            on = window.at() == window.end() && !window.ended();
            if (on) {
                fill();
            }
        }
    }

    private void fill() throws IOException, UnredactableException {
        scanner.copyTo(window.bytes(), window.at());
        window.fill();
        scanner.continueFrom(0);
    }

    /** The byte that is next, or NUL at the end. */
    private byte next() {
        return window.bytes()[window.at()];
    }

    private void take() {
        window.moveTo(window.at() + 1);
    }

    /** Passes a record, reading on as far as it goes. */
    private void record() throws IOException, UnredactableException {
        int end = scanner.record(window.bytes(), window.at());
        while (end < 0) {
            scanner.copyTo(window.bytes(), window.at());
            int before = draft.size();
            try {
                end = parser.record(window.bytes(), window.at(), window.end());
                scanner.continueFrom(end);
            } catch (UnredactableException reason) {
                if (window.ended()) {
                    throw reason;
                }
                draft.takeBack(before);
                fill();
                end = scanner.record(window.bytes(), window.at());
            }
        }
        window.moveTo(end);
    }
}
