package io.sluice.producer;

/** Line numbers, added in rising order and told as {@code 1-4,9}. */
final class LineRanges {
    private final StringBuilder closed = new StringBuilder();
    private long first = -1;
    private long last = -1;

    void add(long line) {
        if (line == last + 1 && first >= 0) {
            last = line;
            return;
        }
        close();
        first = line;
        last = line;
    }

    private void close() {
        if (first < 0) {
            return;
        }
        closed.append(closed.isEmpty() ? "" : ",").append(first);
        if (last > first) {
            closed.append('-').append(last);
        }
        first = -1;
    }

    @Override
    public String toString() {
        close();
        return closed.toString();
    }
}
