package io.sluice.catalogue;

import java.util.List;
import java.util.SequencedMap;

/** A YAML document as members, items and texts that know where they stand. */
sealed interface Yaml {
    Place place();

    record Text(String value, Place place) implements Yaml {}

    record Items(List<Yaml> items, Place place) implements Yaml {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Members(SequencedMap<String, Member> members, Place place) implements Yaml {}

    record Member(Place place, Yaml value) {}
}
