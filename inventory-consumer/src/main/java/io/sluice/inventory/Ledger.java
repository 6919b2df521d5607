package io.sluice.inventory;

import io.sluice.events.EventType;
import io.sluice.events.Statistics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is counted and what was counted for it, within bounds. An object counts once, whoever announces it how often.
 * Where more objects are remembered than allowed the first keys are forgotten and the <em>horizon</em> moves behind them:
 * what lies at or before it counts as seen, so that nothing is ever counted twice. Where there are too many pairs of SKU
 * and store, the totals of the store stay right and only the pair is lost.
 *
 * <p>Not safe for several threads; an invocation works on a ledger of its own.
 */
final class Ledger {
    private final Bounds bounds;
    long generation;
    String horizon = "";
    Totals totals = Totals.NONE;
    final NavigableSet<ObjectId> objects = new TreeSet<>();
    final NavigableSet<Order> orders = new TreeSet<>();
    final NavigableMap<ObjectId, Pending> pending = new TreeMap<>();
    final NavigableMap<Shelf, Movement> stock = new TreeMap<>();
    final NavigableMap<Long, Movement> overflow = new TreeMap<>();
    final RequestWindow requests;

    Ledger(Bounds bounds) {
        this.bounds = bounds;
        requests = new RequestWindow(bounds.requests());
    }

    /** What the ledger knows of an object. */
    enum Standing {
        NEW,
        COUNTED,
        BEHIND_THE_HORIZON
    }

    Standing standing(ObjectId object) {
        if (counted(object).isPresent()) {
            return Standing.COUNTED;
        }
        boolean behind =
                object.key().compareTo(horizon) <= 0 && pendingOf(object).isEmpty();
        return behind ? Standing.BEHIND_THE_HORIZON : Standing.NEW;
    }

    private Optional<ObjectId> counted(ObjectId object) {
        return objects.tailSet(ObjectId.ofKey(object.key()), true).stream()
                .takeWhile(known -> known.key().equals(object.key()))
                .filter(object::isSameAs)
                .findFirst();
    }

    Optional<Pending> pendingOf(ObjectId object) {
        return pending.tailMap(ObjectId.ofKey(object.key()), true).values().stream()
                .takeWhile(known -> known.object().key().equals(object.key()))
                .filter(known -> known.object().equals(object) || known.object().isSameAs(object))
                .findFirst();
    }

    /** Counts an object, unless it is counted already, and tells what it added. */
    Counted count(Delta delta) {
        if (counted(delta.object()).isPresent()) {
            return Counted.NOTHING;
        }
        pendingOf(delta.object()).ifPresent(known -> pending.remove(known.object()));
        objects.add(delta.object());
        Counted added = new Counted(Statistics.NONE, Totals.ofObject(), List.of());
        List<Line.Fault> faults = new ArrayList<>();
        for (Line line : delta.lines()) {
            added = switch (line) {
                case Line.Fault fault -> fault(fault, added, faults);
                case Line.Event(StockEvent event) -> event(event, added, faults);
            };
        }
        totals = totals.plus(added.totals());
        keepWithinBounds();
        return new Counted(added.statistics(), added.totals(), faults);
    }

    private static Counted fault(Line.Fault fault, Counted added, List<Line.Fault> faults) {
        faults.add(fault);
        return new Counted(added.statistics().plus(badMessage()), added.totals().plus(Totals.ofFault()), List.of());
    }

    private Counted event(StockEvent event, Counted added, List<Line.Fault> faults) {
        if (!event.type().equals(EventType.INVENTORY.label())) {
            return fault(new Line.Fault(0, "request " + event.requestId() + " is no inventory event"), added, faults);
        }
        if (!requests.add(event.requestId())) {
            return new Counted(added.statistics(), added.totals().plus(Totals.ofDuplicate()), List.of());
        }
        if (!event.bad()) {
            move(event);
        }
        return new Counted(
                added.statistics().plus(message(event)), added.totals().plus(Totals.ofEvent(event.bad())), List.of());
    }

    private void move(StockEvent event) {
        Shelf shelf = new Shelf(event.sku(), event.store().orElseThrow());
        if (stock.containsKey(shelf) || stock.size() < bounds.stock()) {
            stock.merge(shelf, Movement.NONE.plus(event), Movement::plus);
        } else {
            overflow.merge(shelf.store(), Movement.NONE.plus(event), Movement::plus);
        }
        if (!event.returned()) {
            orders.add(Order.of(event));
        }
    }

    /** An object that could not be counted; it stays on the list until it can be. */
    void failed(ObjectId object, String reason, boolean worthTryingAgain) {
        Optional<Pending> before = pendingOf(object);
        before.ifPresent(known -> pending.remove(known.object()));
        int attempts = before.map(Pending::attempts).orElse(0) + 1;
        pending.put(object, new Pending(object, worthTryingAgain ? attempts : bounds.attempts(), reason));
        keepWithinBounds();
    }

    /** An object that will never be counted: a newer version has taken its place. */
    void forget(ObjectId object) {
        pendingOf(object).ifPresent(known -> pending.remove(known.object()));
    }

    /** The objects that are to be tried again. */
    List<ObjectId> due() {
        return pending.values().stream()
                .filter(known -> known.attempts() < bounds.attempts())
                .map(Pending::object)
                .toList();
    }

    /** Takes orders off the list; returns how many were on it. */
    int dispatched(Collection<String> requestIds) {
        Set<String> gone = new HashSet<>(requestIds);
        int before = orders.size();
        orders.removeIf(order -> gone.contains(order.requestId()));
        return before - orders.size();
    }

    /** All movements by store, those included of which the pair with the SKU was lost. */
    Map<Long, Movement> byStore() {
        Map<Long, Movement> stores = new TreeMap<>(overflow);
        stock.forEach((shelf, movement) -> stores.merge(shelf.store(), movement, Movement::plus));
        return stores;
    }

    private void keepWithinBounds() {
        while (objects.size() > bounds.objects()) {
            String key = objects.removeFirst().key();
            horizon = key.compareTo(horizon) > 0 ? key : horizon;
        }
        long droppedOrders = 0;
        while (orders.size() > bounds.orders()) {
            dropOrder();
            droppedOrders++;
        }
        long droppedPending = 0;
        while (pending.size() > bounds.pending()) {
            pending.pollFirstEntry();
            droppedPending++;
        }
        totals = totals.plus(Totals.ofDropped(droppedOrders, droppedPending));
    }

    /** The oldest without priority, or the oldest where all have it. */
    private void dropOrder() {
        Order firstWithout = orders.ceiling(new Order("", false, "", "", 0, 0, false));
        orders.remove(firstWithout == null ? orders.getFirst() : firstWithout);
    }

    private static Statistics message(StockEvent event) {
        return new Statistics(true, 1, event.bad() ? 1 : 0, 0, 1, event.amount(), Optional.empty());
    }

    private static Statistics badMessage() {
        return new Statistics(true, 1, 1, 0, 0, BigDecimal.ZERO, Optional.empty());
    }

    /** What counting an object added. */
    record Counted(Statistics statistics, Totals totals, List<Line.Fault> faults) {
        static final Counted NOTHING = new Counted(Statistics.NONE, Totals.NONE, List.of());

        Counted {
            faults = List.copyOf(faults);
        }
    }
}
