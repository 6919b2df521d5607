package io.sluice.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The records of a CSV file as RFC 4180 has it, each as it was sent without its line end; a quoted field may hold line
 * ends. Empty lines are left out.
 */
final class CsvLines implements Lines {
    private final ByteReader in;
    private final LineBuffer buffer;
    private long number = 1;

    CsvLines(InputStream in, int maxLine) {
        this.in = new ByteReader(in);
        this.buffer = new LineBuffer(maxLine);
    }

    @Override
    public Optional<RawLine> next() throws IOException {
        while (in.peek() >= 0) {
            long start = number;
            readRecord();
            if (!buffer.isEmpty()) {
                return Optional.of(buffer.take(start));
            }
        }
        return Optional.empty();
    }

    private void readRecord() throws IOException {
        boolean quoted = false;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                number++;
            }
            if (!quoted && (next == '\n' || (next == '\r' && in.peek() == '\n'))) {
                if (next == '\r') {
                    in.read();
                    number++;
                }
                return;
            }
            quoted ^= next == '"';
            buffer.add(next);
        }
    }
}
