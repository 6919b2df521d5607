package io.sluice.iam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What {@link Languages} finds, without its automaton, for patterns that are a text, or a text and a star: which of those a string matches
 * follows from the longest text that it begins with and from whether it is one of the texts itself.
 */
final class Beginnings {
    private static final Comparator<String> SHORTEST_FIRST =
            Comparator.comparingInt((String text) -> text.codePointCount(0, text.length()));

    private final NavigableSet<String> open = new TreeSet<>();
    private final NavigableSet<String> whole = new TreeSet<>();

    /**
     * Adds a pattern as it goes on after a prefix of the strings.
     *
     * @return whether it is such a pattern
     */
    boolean add(Glob glob, String prefix) {
        var text = glob.beginning();
        if (text == null) {
            return false;
        }
        if (text.startsWith(prefix)) {
            (glob.isOpen() ? open : whole).add(text.substring(prefix.length()));
        } else if (glob.isOpen() && prefix.startsWith(text)) {
            open.add("");
        }
        return true;
    }

    /** As {@link Languages#examples}; none where every character that could stand for "any other" goes on in some pattern. */
    Optional<List<String>> examples() {
        var examples = new HashSet<String>(whole);
        for (var text : open) {
            if (whole.contains(text) || text.isEmpty()) {
                var other = other(text);
                if (other.isEmpty()) {
                    return Optional.empty();
                }
                examples.add(text + other.get());
            } else {
                examples.add(text);
            }
        }
        var none = other("");
        if (none.isEmpty()) {
            return Optional.empty();
        }
        examples.add(none.get());
        examples.remove("");
        var sorted = new ArrayList<>(examples);
        sorted.sort(SHORTEST_FIRST.thenComparing(this::order));
        sorted.addFirst("");
        return Optional.of(sorted);
    }

    /** "Any other" character comes before those that the patterns name. */
    private String order(String example) {
        return open.contains(example) || whole.contains(example)
                ? example
                : example.substring(0, example.length() - 1) + '\0';
    }

    /** A character with which no pattern goes on after this text. */
    private Optional<String> other(String text) {
        var next = new HashSet<Integer>();
        for (var texts : List.of(open, whole)) {
            texts.tailSet(text, false).stream()
                    .takeWhile(each -> each.startsWith(text))
                    .forEach(each -> next.add(each.codePointAt(text.length())));
        }
        return Languages.OTHERS
                .chars()
                .filter(c -> !next.contains(c))
                .mapToObj(Character::toString)
                .findFirst();
    }
}
