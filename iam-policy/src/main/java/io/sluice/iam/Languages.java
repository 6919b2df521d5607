package io.sluice.iam;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Divides all strings by the patterns they match: one shortest example of every combination that occurs. Exact: all
 * patterns are stepped through at once as one automaton, whose every state is visited. What the patterns cannot tell
 * apart no policy made of them can.
 */
final class Languages {
    /** More states than policies come to; past it the patterns are too entangled to say anything. */
    private static final int MOST_STATES = 60_000;

    /** Characters for "any other", the plainest first. */
    static final String OTHERS = "xyz0123456789abcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~!/";

    /** The patterns divide the strings further than can be followed. */
    static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Step(List<int[]> live, String text) {}

    private record Added(Glob glob, String prefix) {}

    private final List<Added> patterns = new ArrayList<>();
    private final Beginnings beginnings = new Beginnings();
    private boolean plain = true;
    private final List<int[]> tokens = new ArrayList<>();
    private final List<int[]> starts = new ArrayList<>();

    /** Adds a pattern as it goes on after a prefix of the strings. */
    Languages add(Glob glob, String prefix) {
        patterns.add(new Added(glob, prefix));
        plain = plain && beginnings.add(glob, prefix);
        return this;
    }

    /** The empty string, then of each combination of patterns a longer example, shortest first. */
    List<String> examples() {
        return (plain ? beginnings.examples() : Optional.<List<String>>empty()).orElseGet(this::byAutomaton);
    }

    /** The same for patterns of any kind. */
    List<String> byAutomaton() {
        tokens.clear();
        starts.clear();
        patterns.forEach(added -> start(added.glob, added.prefix));
        return visited();
    }

    private void start(Glob glob, String prefix) {
        int[] pattern = glob.tokens();
        var live = closure(pattern, Set.of(0));
        for (int i = 0; i < prefix.length(); ) {
            int point = prefix.codePointAt(i);
            i += Character.charCount(point);
            live = step(pattern, live, point);
        }
        tokens.add(pattern);
        starts.add(live);
    }

    private List<String> visited() {
        var found = new LinkedHashMap<BitSet, String>();
        var seen = new HashSet<String>();
        var queue = new ArrayDeque<Step>();
        var start = new Step(List.copyOf(starts), "");
        // Not marked as seen: a longer string may come back to the state of the empty one.
        queue.add(start);
        while (!queue.isEmpty()) {
            var here = queue.remove();
            if (!here.text.isEmpty()) {
                found.putIfAbsent(accepting(here.live), here.text);
            }
            for (int point : points(here.live)) {
                var next = next(here.live, point);
                if (seen.add(key(next))) {
                    if (seen.size() > MOST_STATES) {
                        throw new TooManyException();
                    }
                    queue.add(new Step(next, here.text + Character.toString(point)));
                }
            }
        }
        var examples = new ArrayList<>(found.values());
        examples.addFirst("");
        return examples;
    }

    private BitSet accepting(List<int[]> live) {
        var accepting = new BitSet();
        for (int i = 0; i < live.size(); i++) {
            int end = tokens.get(i).length;
            for (int state : live.get(i)) {
                if (state == end) {
                    accepting.set(i);
                }
            }
        }
        return accepting;
    }

    /** The characters that matter in this state, and one that stands for all others. */
    private List<Integer> points(List<int[]> live) {
        var points = new TreeSet<Integer>();
        for (int i = 0; i < live.size(); i++) {
            for (int state : live.get(i)) {
                int token = state < tokens.get(i).length ? tokens.get(i)[state] : ':';
                if (token >= 0 && state < tokens.get(i).length) {
                    points.add(token);
                } else if (token == Glob.SEGMENT_STAR || token == Glob.SEGMENT_ONE) {
                    points.add((int) ':');
                }
            }
        }
        var all = new ArrayList<>(points);
        OTHERS.chars().filter(c -> !points.contains(c)).findFirst().ifPresent(all::addFirst);
        return all;
    }

    private List<int[]> next(List<int[]> live, int point) {
        var next = new ArrayList<int[]>(live.size());
        for (int i = 0; i < live.size(); i++) {
            next.add(step(tokens.get(i), live.get(i), point));
        }
        return next;
    }

    private static int[] step(int[] pattern, int[] live, int point) {
        var next = new TreeSet<Integer>();
        for (int state : live) {
            if (state < pattern.length) {
                if (Glob.repeats(pattern[state], point)) {
                    next.add(state);
                }
                if (Glob.accepts(pattern[state], point)) {
                    next.add(state + 1);
                }
            }
        }
        return closure(pattern, next);
    }

    private static int[] closure(int[] pattern, Set<Integer> states) {
        var all = new TreeSet<>(states);
        for (int state = all.isEmpty() ? pattern.length : all.first(); state < pattern.length; state++) {
            if (all.contains(state) && (pattern[state] == Glob.STAR || pattern[state] == Glob.SEGMENT_STAR)) {
                all.add(state + 1);
            }
        }
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    private static String key(List<int[]> live) {
        var key = new StringBuilder();
        for (var states : live) {
            for (int state : states) {
                key.append((char) (state + 1));
            }
            key.append('\0');
        }
        return key.toString();
    }

    /** Examples by their patterns, made once for each list of patterns. */
    static final class Cache {
        private final Map<List<Object>, List<String>> known = new ConcurrentHashMap<>();

        /** Examples of what follows one of the prefixes, divided by all patterns after every prefix. */
        List<String> after(List<String> prefixes, Set<Glob> globs) {
            return known.computeIfAbsent(List.of(prefixes, Set.copyOf(globs)), _ -> {
                var languages = new Languages();
                for (var glob : globs) {
                    prefixes.forEach(prefix -> languages.add(glob, prefix));
                }
                return languages.examples();
            });
        }
    }
}
