package io.sluice.scaling;

/** What happens in one slot of time, from one stage to the next. */
final class Slot {
    private final long number;
    private final double eventsPerObject;
    private final Pressure pressure;
    private long objects;

    /** @param eventsPerObject on average, up to now */
    Slot(long number, long objects, double eventsPerObject, Pressure pressure) {
        this.number = number;
        this.objects = objects;
        this.eventsPerObject = eventsPerObject;
        this.pressure = pressure;
    }

    long number() {
        return number;
    }

    long objects() {
        return objects;
    }

    double eventsPerObject() {
        return eventsPerObject;
    }

    /** So many objects go on to the next stage. */
    void passes(long some) {
        objects = some;
    }

    void bound(Limit limit) {
        pressure.bound(limit, number);
    }

    void used(Limit limit, long amount) {
        pressure.used(limit, number, (double) amount);
    }

    void started(long invocations) {
        pressure.started(number, invocations);
    }
}
