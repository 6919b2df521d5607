package io.sluice.scaling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Quotas, prices and assumptions by name, as {@code facts.tsv} has them beside this class. */
final class Facts {
    private final Map<String, Fact> byName;

    private Facts(Map<String, Fact> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    static Facts read() {
        try (var in = Facts.class.getResourceAsStream("facts.tsv")) {
            var facts = new LinkedHashMap<String, Fact>();
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(Fact::parse)
                    .forEach(fact -> facts.put(fact.name(), fact));
            return new Facts(facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double of(String name) {
        var fact = byName.get(name);
        if (fact == null) {
            throw new IllegalArgumentException("facts.tsv has no \"" + name + "\"");
        }
        return fact.value();
    }

    Collection<Fact> all() {
        return byName.values();
    }
}
