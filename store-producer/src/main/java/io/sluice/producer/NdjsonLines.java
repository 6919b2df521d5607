package io.sluice.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines that end with a line feed. Lines of nothing but white space are counted and left out. */
final class NdjsonLines implements Lines {
    private final ByteReader in;
    private final LineBuffer buffer;
    private long number;

    NdjsonLines(InputStream in, int maxLine) {
        this.in = new ByteReader(in);
        this.buffer = new LineBuffer(maxLine);
    }

    @Override
    public Optional<RawLine> next() throws IOException {
        while (in.peek() >= 0) {
            boolean blank = readLine();
            RawLine line = buffer.take(++number);
            if (!blank) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private boolean readLine() throws IOException {
        boolean blank = true;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            blank &= next == ' ' || next == '\t' || next == '\r';
            buffer.add(next);
        }
        return blank;
    }
}
