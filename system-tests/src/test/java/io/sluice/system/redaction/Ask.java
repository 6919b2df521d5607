package io.sluice.system.redaction;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A read of one object, as either door understands it.
 *
 * @param headers of HTTP, by name in lower case
 */
record Ask(String key, SortedMap<String, String> headers, OptionalInt part, Optional<String> version) {
    Ask {
        headers = new TreeMap<>(headers);
    }

    static Ask of(String key) {
        return new Ask(key, new TreeMap<>(), OptionalInt.empty(), Optional.empty());
    }

    Ask with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Ask(key, more, part, version);
    }

    Ask part(int number) {
        return new Ask(key, headers, OptionalInt.of(number), version);
    }

    Ask version(String id) {
        return new Ask(key, headers, part, Optional.of(id));
    }
}
