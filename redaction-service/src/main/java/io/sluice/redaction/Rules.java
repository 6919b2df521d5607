package io.sluice.redaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A view's rules as an automaton: a state says which steps of which paths led to a value. So a name costs one look-up, however
 * many rules there are. Arrays are passed through: their elements have the state of the array, and a state that waits for the
 * elements of an array takes a value that is none as the only element.
 */
final class Rules {
    /** Actions: what to do with a value; from 2 on they are those of {@link #disguise}. */
    static final int KEEP = 0;

    static final int OMIT = 1;

    /** The state of a record, and the one below which no rule finds anything. */
    static final int RECORD = 0;

    static final int NOTHING = 1;

    private static final int MOST_STATES = 2_000;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<Disguise> disguises = new ArrayList<>();
    private final int[][] members;
    private final int[] elements;
    private final int[] ofArray;
    private final int[] ofOther;
    private final boolean[] within;

    private Rules(Builder builder) {
        names.putAll(builder.names);
        disguises.addAll(builder.disguises);
        int states = builder.positions.size();
        members = builder.members.toArray(new int[states][]);
        elements = builder.elements.stream().mapToInt(Integer::intValue).toArray();
        ofArray = builder.ofArray.stream().mapToInt(Integer::intValue).toArray();
        ofOther = builder.ofOther.stream().mapToInt(Integer::intValue).toArray();
        within = new boolean[states];
        builder.positions.forEach((set, state) -> within[state] = set.stream().anyMatch(builder::isOnItsWay));
    }

    static Rules of(List<Rule> rules, HashKeys keys) {
        return new Rules(new Builder(rules, keys));
    }

    /** All names that paths speak of, by number; every other name has the number {@link #otherName}. */
    Map<String, Integer> names() {
        return names;
    }

    int name(String name) {
        return names.getOrDefault(name, otherName());
    }

    int otherName() {
        return names.size();
    }

    int states() {
        return members.length;
    }

    /** The state of a member's value. */
    int member(int state, int name) {
        return members[state][name];
    }

    /** The state of an array's elements. */
    int element(int state) {
        return elements[state];
    }

    int actionOnArray(int state) {
        return ofArray[state];
    }

    int actionOnOther(int state) {
        return ofOther[state];
    }

    /** Whether some path named this value, or one around it, on its way to a field below. */
    boolean hidesWithin(int state) {
        return within[state];
    }

    Disguise disguise(int action) {
        return disguises.get(action);
    }

    /** Builds the states from that of a record on; a position is a rule and how many of its steps were taken. */
    private static final class Builder {
        private record Position(int rule, int step) {}

        private final List<Rule> rules;
        private final Map<String, Integer> names = new LinkedHashMap<>();
        private final List<Disguise> disguises = new ArrayList<>();
        private final Map<Verb, Integer> actions = new HashMap<>();
        private final Map<Set<Position>, Integer> positions = new HashMap<>();
        private final Deque<Set<Position>> open = new ArrayDeque<>();
        private final List<int[]> members = new ArrayList<>();
        private final List<Integer> elements = new ArrayList<>();
        private final List<Integer> ofArray = new ArrayList<>();
        private final List<Integer> ofOther = new ArrayList<>();

        Builder(List<Rule> rules, HashKeys keys) {
            this.rules = rules;
            Disguise omission = Disguises.of(new Verb.Omit(), keys);
            disguises.add(omission);
            disguises.add(omission);
            actions.put(new Verb.Omit(), OMIT);
            for (Rule rule : rules) {
                rule.path().steps().stream()
                        .flatMap(step -> FieldPath.name(step).stream())
                        .forEach(name -> names.putIfAbsent(name, names.size()));
                actions.computeIfAbsent(rule.verb(), verb -> {
                    disguises.add(Disguises.of(verb, keys));
                    return disguises.size() - 1;
                });
            }
            build();
        }

        private void build() {
            Set<Position> record = new HashSet<>();
            for (int rule = 0; rule < rules.size(); rule++) {
                record.add(new Position(rule, 0));
            }
            state(record);
            state(new HashSet<>());
            while (!open.isEmpty()) {
                complete(open.remove());
            }
        }

        private int state(Set<Position> set) {
            Integer known = positions.get(set);
            if (known != null) {
                return known;
            }
            if (positions.size() == MOST_STATES) {
                throw new ViewException("rules: their paths make too many combinations; use fewer '..'");
            }
            positions.put(set, positions.size());
            open.add(set);
            return positions.size() - 1;
        }

        private void complete(Set<Position> set) {
            Set<Position> single = withSingleElements(set);
            int[] next = new int[names.size() + 1];
            names.forEach((name, number) -> next[number] = state(afterMember(single, name)));
            next[names.size()] = state(afterMember(single, ""));
            members.add(next);
            elements.add(state(afterElement(set)));
            ofArray.add(action(set));
            ofOther.add(action(single));
        }

        private FieldPath.Step step(Position position) {
            return rules.get(position.rule()).path().steps().get(position.step());
        }

        private boolean isWhole(Position position) {
            return position.step() == rules.get(position.rule()).path().steps().size();
        }

        private boolean isOnItsWay(Position position) {
            return !isWhole(position)
                    && rules.get(position.rule()).path().steps().stream()
                            .limit(position.step())
                            .anyMatch(step -> !(step instanceof FieldPath.Step.Elements));
        }

        private static Position after(Position position) {
            return new Position(position.rule(), position.step() + 1);
        }

        private Set<Position> withSingleElements(Set<Position> set) {
            Set<Position> all = new HashSet<>(set);
            for (Position position : set) {
                Position at = position;
                while (!isWhole(at) && step(at) instanceof FieldPath.Step.Elements) {
                    at = after(at);
                    all.add(at);
                }
            }
            return all;
        }

        private Set<Position> afterMember(Set<Position> set, String name) {
            Set<Position> next = new HashSet<>();
            for (Position position : set) {
                if (!isWhole(position)) {
                    switch (step(position)) {
                        case FieldPath.Step.Member(String wanted) -> add(next, wanted.equals(name), position);
                        case FieldPath.Step.Descendant(String wanted) -> {
                            next.add(position);
                            add(next, wanted.equals(name), position);
                        }
                        case FieldPath.Step.Elements() -> {
                            // an object counts as its only element, which is a position of its own
                        }
                    }
                }
            }
            return next;
        }

        private static void add(Set<Position> next, boolean found, Position position) {
            if (found) {
                next.add(after(position));
            }
        }

        private Set<Position> afterElement(Set<Position> set) {
            Set<Position> next = new HashSet<>();
            for (Position position : set) {
                if (!isWhole(position)) {
                    next.add(position);
                    add(next, step(position) instanceof FieldPath.Step.Elements, position);
                }
            }
            return next;
        }

        /** One verb is that verb; verbs that disagree about a value omit it. */
        private int action(Set<Position> set) {
            List<Integer> wanted = set.stream()
                    .filter(this::isWhole)
                    .map(position -> actions.get(rules.get(position.rule()).verb()))
                    .distinct()
                    .toList();
            return switch (wanted.size()) {
                case 0 -> KEEP;
                case 1 -> wanted.getFirst();
                default -> OMIT;
            };
        }
    }
}
