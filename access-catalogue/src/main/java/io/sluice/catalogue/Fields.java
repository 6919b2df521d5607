package io.sluice.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The members of one thing in the catalogue, of which every name was known and none is missing without being noticed. */
final class Fields {
    private final Yaml.Members members;
    private final String what;

    private Fields(Yaml.Members members, String what) {
        this.members = members;
        this.what = what;
    }

    /** @throws CatalogueException at the first member whose name is not among these */
    static Fields of(Yaml node, String what, String... names) {
        if (!(node instanceof Yaml.Members members)) {
            throw new CatalogueException(node.place(), what + " must have members: " + String.join(", ", names));
        }
        members.members().forEach((name, member) -> {
            if (!List.of(names).contains(name)) {
                throw new CatalogueException(
                        member.place(),
                        "unknown member \"" + name + "\" of " + what + Nearest.hint(name, List.of(names)));
            }
        });
        return new Fields(members, what);
    }

    Place place() {
        return members.place();
    }

    Optional<Yaml> optional(String name) {
        return Optional.ofNullable(members.members().get(name)).map(Yaml.Member::value);
    }

    Yaml required(String name) {
        return optional(name)
                .orElseThrow(() -> new CatalogueException(place(), what + " has no member \"" + name + "\""));
    }

    String text(String name) {
        return text(required(name), name).value();
    }

    /** A text that matches the whole pattern; the rule is told where it does not. */
    String text(String name, Pattern pattern, String rule) {
        var text = text(required(name), name);
        if (!pattern.matcher(text.value()).matches()) {
            throw new CatalogueException(
                    text.place(), "\"" + text.value() + "\" is no " + name + " of " + what + ": " + rule);
        }
        return text.value();
    }

    /** A text of a list that matches the whole pattern. */
    static String text(Yaml node, String name, Pattern pattern, String rule) {
        var text = text(node, name);
        if (!pattern.matcher(text.value()).matches()) {
            throw new CatalogueException(text.place(), "\"" + text.value() + "\" is none of " + name + ": " + rule);
        }
        return text.value();
    }

    /** A whole number within bounds; none where the member is not there. */
    OptionalInt number(String name, int least, int most) {
        return optional(name).isPresent() ? OptionalInt.of(requiredNumber(name, least, most)) : OptionalInt.empty();
    }

    int requiredNumber(String name, int least, int most) {
        var text = text(required(name), name);
        if (!text.value().matches("\\d{1,9}|1000000000")
                || Integer.parseInt(text.value()) < least
                || Integer.parseInt(text.value()) > most) {
            throw new CatalogueException(
                    text.place(),
                    "\"" + text.value() + "\" is no " + name + " of " + what + ": a whole number from " + least + " to "
                            + most);
        }
        return Integer.parseInt(text.value());
    }

    /** The members of a member; none where it is not there. */
    SequencedMap<String, Yaml.Member> members(String name) {
        var node = optional(name);
        if (node.isEmpty()) {
            return new LinkedHashMap<>();
        }
        if (!(node.get() instanceof Yaml.Members inner)) {
            throw new CatalogueException(node.get().place(), name + " of " + what + " must be members");
        }
        return inner.members();
    }

    /** Refuses those of some members that go with something else. */
    void refuseOther(String with, List<String> allowed, List<String> some) {
        for (var name : some) {
            var member = members.members().get(name);
            if (member != null && !allowed.contains(name)) {
                throw new CatalogueException(member.place(), "\"" + name + "\" does not go with " + with);
            }
        }
    }

    /** One of the words of this table. */
    <T> T word(String name, Map<String, T> words) {
        return word(required(name), name, words);
    }

    static <T> T word(Yaml node, String name, Map<String, T> words) {
        var text = text(node, name);
        var value = words.get(text.value());
        if (value == null) {
            throw new CatalogueException(
                    text.place(),
                    "unknown " + name + " \"" + text.value() + "\"" + Nearest.hint(text.value(), words.keySet()));
        }
        return value;
    }

    /** The items of a list; none where the member is not there. */
    List<Yaml> items(String name) {
        return optional(name).map(node -> items(node, name)).orElse(List.of());
    }

    static List<Yaml> items(Yaml node, String name) {
        return switch (node) {
            case Yaml.Items list -> list.items();
            case Yaml.Text text -> throw new CatalogueException(text.place(), name + " must be a list");
            case Yaml.Members other -> throw new CatalogueException(other.place(), name + " must be a list");
        };
    }

    static Yaml.Text text(Yaml node, String name) {
        return switch (node) {
            case Yaml.Text text -> text;
            case Yaml.Items list -> throw new CatalogueException(list.place(), name + " must be a text, not a list");
            case Yaml.Members other ->
                throw new CatalogueException(other.place(), name + " must be a text, not members");
        };
    }

    /** The words that the constants of an enumeration are written as, in their order. */
    static <T> Map<String, T> words(List<T> values, Function<T, String> word) {
        return values.stream().collect(Collectors.toMap(word, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    }
}
