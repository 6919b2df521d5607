package io.sluice.inventory;

/**
 * What was counted since the beginning, and what was left out and why.
 *
 * @param badEvents events without a store, which move nothing
 * @param duplicates events whose request id was counted before
 * @param faults lines that are no events of the inventory
 * @param ordersDropped orders that left the list for want of room
 * @param pendingDropped objects that were not read and left their list for want of room
 */
record Totals(
        long objects,
        long events,
        long badEvents,
        long duplicates,
        long faults,
        long ordersDropped,
        long pendingDropped) {
    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);

    Totals plus(Totals other) {
        return new Totals(
                objects + other.objects,
                events + other.events,
                badEvents + other.badEvents,
                duplicates + other.duplicates,
                faults + other.faults,
                ordersDropped + other.ordersDropped,
                pendingDropped + other.pendingDropped);
    }

    static Totals ofObject() {
        return new Totals(1, 0, 0, 0, 0, 0, 0);
    }

    static Totals ofEvent(boolean bad) {
        return new Totals(0, 1, bad ? 1 : 0, 0, 0, 0, 0);
    }

    static Totals ofDuplicate() {
        return new Totals(0, 0, 0, 1, 0, 0, 0);
    }

    static Totals ofFault() {
        return new Totals(0, 0, 0, 0, 1, 0, 0);
    }

    static Totals ofDropped(long orders, long pending) {
        return new Totals(0, 0, 0, 0, 0, orders, pending);
    }
}
