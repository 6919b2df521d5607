package io.sluice.catalogue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where a catalogue says what: {@code role webAppClientRole} is in line 17. */
public final class Places {
    private final Map<String, Place> places;

    Places(Map<String, Place> places) {
        this.places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.places.putAll(places);
    }

    /** Where the thing of this kind has its name. */
    public Optional<Place> of(String kind, String name) {
        return Optional.ofNullable(places.get(kind + " " + name));
    }

    @Override
    public String toString() {
        return places.toString();
    }
}
