package io.sluice.scaling;

import java.util.ArrayDeque;

/** What waits, first come, first served; things that came in one slot wait together. */
final class Waiting {
    private static final class Lot {
        private final long since;
        private long count;

        private Lot(long since, long count) {
            this.since = since;
            this.count = count;
        }
    }

    private final ArrayDeque<Lot> lots = new ArrayDeque<>();
    private long size;
    private long left;
    private double waited;
    private long longest;

    void add(long slot, long count) {
        if (count > 0) {
            lots.add(new Lot(slot, count));
            size += count;
        }
    }

    /** Takes those that wait longest out. */
    void take(long slot, long count) {
        if (count > size) {
            throw new IllegalArgumentException("only " + size + " are waiting, not " + count);
        }
        long open = count;
        while (open > 0) {
            var first = lots.getFirst();
            long some = Math.min(open, first.count);
            longest = Math.max(longest, slot - first.since);
            waited += (double) some * (slot - first.since);
            first.count -= some;
            open -= some;
            if (first.count == 0) {
                lots.removeFirst();
            }
        }
        size -= count;
        left += count;
    }

    long size() {
        return size;
    }

    /** Slots that the one who waited longest had waited. */
    long longestWait() {
        return longest;
    }

    /** Slots that those who left had waited, on average. */
    double meanWait() {
        return left == 0 ? 0 : waited / left;
    }
}
