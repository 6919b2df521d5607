package io.sluice.scaling;

/**
 * What producers write.
 *
 * @param eventsPerObject an object is written when it has so many
 * @param lingerSeconds or when its first event is so old
 * @param writers producers that the events are spread over, each with an object of its own in the making
 */
record Load(double eventsPerSecond, int eventsPerObject, double lingerSeconds, int writers) {
    Load {
        if (eventsPerSecond <= 0 || eventsPerObject < 1 || lingerSeconds < 0 || writers < 1) {
            throw new IllegalArgumentException("a load needs events, objects with at least one, and a writer");
        }
    }

    /** The same at another rate. */
    Load at(double rate) {
        return new Load(rate, eventsPerObject, lingerSeconds, writers);
    }
}
