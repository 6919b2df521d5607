package io.sluice.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The elements of a JSON array, each as it was sent, with the line it starts on. Elements are told apart by brackets and
 * strings alone, so that one malformed element costs only itself. A single object instead of an array is one element.
 * Where the array is not closed, what is there of the last element is handed out like any other.
 */
final class JsonArrayLines implements Lines {
    private final ByteReader in;
    private final LineBuffer buffer;
    private long number = 1;
    private State state = State.BEFORE;

    private enum State {
        BEFORE,
        INSIDE,
        SINGLE,
        AFTER
    }

    JsonArrayLines(InputStream in, int maxLine) {
        this.in = new ByteReader(in);
        this.buffer = new LineBuffer(maxLine);
    }

    @Override
    public Optional<RawLine> next() throws IOException {
        if (state == State.BEFORE) {
            skipSpace();
            state = in.peek() == '[' ? State.INSIDE : State.SINGLE;
            if (state == State.INSIDE) {
                in.read();
            }
        }
        skipSpace();
        while (state == State.INSIDE && in.peek() == ',') {
            in.read();
            skipSpace();
        }
        if (state == State.INSIDE && in.peek() == ']') {
            in.read();
            state = State.AFTER;
            skipSpace();
        }
        return in.peek() < 0 ? Optional.empty() : Optional.of(element());
    }

    private RawLine element() throws IOException {
        long start = number;
        Nesting nesting = new Nesting();
        for (int next = in.peek(); next >= 0 && !ends(nesting, next); next = in.peek()) {
            nesting.pass(next);
            buffer.add(readCounted());
        }
        return buffer.take(start);
    }

    private boolean ends(Nesting nesting, int next) {
        return state == State.INSIDE && nesting.isOutside() && (next == ',' || next == ']');
    }

    private void skipSpace() throws IOException {
        for (int next = in.peek(); next == ' ' || next == '\t' || next == '\r' || next == '\n'; next = in.peek()) {
            readCounted();
        }
    }

    private int readCounted() throws IOException {
        int value = in.read();
        if (value == '\n') {
            number++;
        }
        return value;
    }

    /** How deep in brackets, and whether inside a string. */
    private static final class Nesting {
        private int depth;
        private boolean inString;
        private boolean escaped;

        void pass(int next) {
            if (inString) {
                inString = escaped || next != '"';
                escaped = !escaped && next == '\\';
                return;
            }
            switch (next) {
                case '"' -> inString = true;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {
                    // part of a number, a word, or white space
                }
            }
        }

        boolean isOutside() {
            return depth <= 0 && !inString;
        }
    }
}
