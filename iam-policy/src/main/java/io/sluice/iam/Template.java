package io.sluice.iam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value of a document: a pattern, or one with policy variables that becomes a pattern when a request fills them in.
 * The values of variables are text: a star in a user's tag is a star. A variable without a value and without a default
 * matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
final class Template {
    /** How the text between variables is read. */
    enum Wildcards {
        /** Stars and question marks match anything. */
        FREE,
        /** They keep to their ARN segment in the first five. */
        ARN,
        /** They are themselves. */
        NONE
    }

    private sealed interface Part {}

    private record Text(List<Integer> tokens) implements Part {}

    private record Variable(ConditionKey key, String defaultValue) implements Part {}

    private final String text;
    private final List<Part> parts;
    private final Glob fixed;
    private final Wildcards wildcards;

    private Template(String text, List<Part> parts, Wildcards wildcards) {
        this.text = text;
        this.parts = parts;
        this.wildcards = wildcards;
        this.fixed = parts.stream().allMatch(Text.class::isInstance) ? bounded(glob(parts, null)) : null;
    }

    /**
     * @param variables whether {@code ${…}} is a variable: only in documents of version 2012-10-17
     * @throws IllegalArgumentException where a variable is malformed; the message says how
     */
    static Template of(String text, Wildcards wildcards, boolean variables) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < text.length()) {
            int open = variables ? text.indexOf("${", at) : -1;
            if (open < 0) {
                parts.add(new Text(tokens(text.substring(at), wildcards)));
                break;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("Policy variable is not closed: " + text.substring(open));
            }
            if (open > at) {
                parts.add(new Text(tokens(text.substring(at, open), wildcards)));
            }
            parts.add(variable(text.substring(open + 2, close)));
            at = close + 1;
        }
        return new Template(text, List.copyOf(parts), wildcards);
    }

    private static List<Integer> tokens(String text, Wildcards wildcards) {
        var tokens = wildcards == Wildcards.NONE ? text.codePoints().toArray() : Glob.tokens(text);
        return Arrays.stream(tokens).boxed().toList();
    }

    private static Part variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return new Text(List.of(inside.codePointAt(0)));
        }
        int comma = inside.indexOf(',');
        if (comma < 0) {
            return new Variable(new ConditionKey(checked(inside.strip())), null);
        }
        var value = inside.substring(comma + 1).strip();
        if (value.length() < 2 || value.charAt(0) != '\'' || value.charAt(value.length() - 1) != '\'') {
            throw new IllegalArgumentException("Default value of a policy variable is not in single quotes: " + inside);
        }
        return new Variable(
                new ConditionKey(checked(inside.substring(0, comma).strip())), value.substring(1, value.length() - 1));
    }

    private static String checked(String key) {
        if (key.isEmpty() || key.contains("${")) {
            throw new IllegalArgumentException("Not a policy variable: ${" + key + "}");
        }
        return key;
    }

    private static Glob glob(List<Part> parts, Facts facts) {
        var tokens = new ArrayList<Integer>();
        for (var part : parts) {
            switch (part) {
                case Text(var some) -> tokens.addAll(some);
                case Variable(var key, var defaultValue) -> {
                    var value = value(key, defaultValue, facts);
                    if (value == null) {
                        return null;
                    }
                    value.codePoints().forEach(tokens::add);
                }
            }
        }
        return new Glob(tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    private static String value(ConditionKey key, String defaultValue, Facts facts) {
        var values = key.values(facts);
        // A key with several values cannot stand in a variable.
        return values != null && values.size() == 1 ? values.getFirst() : defaultValue;
    }

    /** The pattern for this request, or null where a variable has no value. */
    Glob resolve(Facts facts) {
        if (fixed != null) {
            return fixed;
        }
        var glob = glob(parts, facts);
        return glob == null ? null : bounded(glob);
    }

    private Glob bounded(Glob glob) {
        return wildcards == Wildcards.ARN ? new Glob(segments(glob.tokens())) : glob;
    }

    /** Keeps wildcards of the first five segments inside them, but for a star that ends its segment. */
    static int[] segments(int[] tokens) {
        var bounded = tokens.clone();
        int colons = 0;
        for (int i = 0; i < bounded.length && colons < 5; i++) {
            colons += bounded[i] == ':' ? 1 : 0;
            boolean ends = i + 1 == bounded.length || bounded[i + 1] == ':';
            if (bounded[i] == Glob.STAR && !ends) {
                bounded[i] = Glob.SEGMENT_STAR;
            } else if (bounded[i] == Glob.ONE) {
                bounded[i] = Glob.SEGMENT_ONE;
            }
        }
        return bounded;
    }

    boolean matches(String value, Facts facts) {
        var glob = resolve(facts);
        return glob != null && glob.matches(value);
    }

    /** The pattern of a value without variables, or null. */
    Glob fixed() {
        return fixed;
    }

    Stream<ConditionKey> variables() {
        return parts.stream().filter(Variable.class::isInstance).map(part -> ((Variable) part).key());
    }

    String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
