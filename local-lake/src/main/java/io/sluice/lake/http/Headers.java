package io.sluice.lake.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The header fields of one message, with their values in the order in which they came, exactly as they were on the wire
 * but for surrounding white space. Names are compared without case, as <a
 * href="https://www.rfc-editor.org/rfc/rfc9110#section-5.1">RFC 9110, 5.1</a> has it. Not safe for use by several threads.
 */
public final class Headers {
    private final SequencedMap<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public Headers add(String name, String value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
        return this;
    }

    public Headers set(String name, String value) {
        values.remove(name);
        return add(name, value);
    }

    /** The first value of this name. */
    public Optional<String> first(String name) {
        var all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** Every value of this name, in the order of the wire; empty where there is none. */
    public List<String> all(String name) {
        var all = values.get(name);
        return all == null ? List.of() : List.copyOf(all);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The names in lower case, each once, in byte order. */
    public SortedSet<String> names() {
        var names = new TreeSet<String>();
        values.keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    public void forEach(BiConsumer<String, String> action) {
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            entry.getValue().forEach(value -> action.accept(entry.getKey(), value));
        }
    }
}
