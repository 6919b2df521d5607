package io.sluice.catalogue;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where a catalogue says what: {@code role webAppClientRole} is in line 17. */
public final class Places {
    /** By kind and name in lower case. */
    private final Map<String, Place> places;

    Places(Map<String, Place> places) {
        this.places = Map.copyOf(places);
    }

    /** Where the thing of this kind has its name. */
    public Optional<Place> of(String kind, String name) {
        return Optional.ofNullable(places.get(kind + " " + name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return new TreeMap<>(places).toString();
    }
}
