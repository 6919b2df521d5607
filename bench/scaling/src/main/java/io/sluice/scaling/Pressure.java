package io.sluice.scaling;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which limits made somebody wait, since when and how often, and how much of each was used. */
final class Pressure {
    private final Clock clock;
    private final Map<Limit, Long> first = new EnumMap<>(Limit.class);
    private final Map<Limit, Long> last = new EnumMap<>(Limit.class);
    private final Map<Limit, Long> slots = new EnumMap<>(Limit.class);
    private final Map<Limit, Double> used = new EnumMap<>(Limit.class);
    private long started;

    Pressure(Clock clock) {
        this.clock = clock;
    }

    void bound(Limit limit, long slot) {
        first.putIfAbsent(limit, slot);
        last.put(limit, slot);
        if (clock.measures(slot)) {
            slots.merge(limit, 1L, Long::sum);
        }
    }

    /** Counts what was used in a slot. */
    void used(Limit limit, long slot, double amount) {
        if (clock.measures(slot)) {
            used.merge(limit, amount, Double::sum);
        }
    }

    /** Seconds until nobody waited because of the limit any more; none where nobody did. */
    double lastBoundSeconds(Limit limit) {
        return last.containsKey(limit) ? (last.get(limit) + 1) * clock.slotSeconds() : 0;
    }

    void started(long slot, long invocations) {
        if (clock.measures(slot)) {
            started += invocations;
        }
    }

    double invocationsPerSecond() {
        return started / clock.measuredSeconds();
    }

    /** The limit that was reached first, of those that bind in most slots; where none does, the one that binds most often. */
    Optional<Limit> firstBound() {
        long most = (clock.slots() - clock.slots() / 2) / 2;
        return slots.keySet().stream()
                .filter(limit -> slots.get(limit) > most)
                .min(Comparator.comparing(first::get))
                .or(() -> slots.keySet().stream().max(Comparator.comparing(slots::get)));
    }

    /** What was used on average, of things that are in use for a time. */
    double meanInUse(Limit limit) {
        return used.getOrDefault(limit, 0.0) / (clock.slots() - clock.slots() / 2);
    }

    /** What was used a second, of things that are used up. */
    double perSecond(Limit limit) {
        return used.getOrDefault(limit, 0.0) / clock.measuredSeconds();
    }
}
