package io.sluice.iam;

import java.util.List;
import java.util.stream.Stream;

/**
 * A value of an ARN operator: six parts between colons, each compared on its own with its wildcards; the sixth takes the
 * rest, colons included.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
final class ArnTemplate {
    private final Template whole;
    private final List<Template> parts;

    private ArnTemplate(Template whole, List<Template> parts) {
        this.whole = whole;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException where it has not the six parts of an ARN and is not a star */
    static ArnTemplate of(String text, boolean variables) {
        var whole = Template.of(text, Template.Wildcards.FREE, variables);
        var split = split(text, variables);
        if (split.size() == 6 && split.getFirst().equals("arn")) {
            return new ArnTemplate(
                    whole,
                    split.stream()
                            .map(part -> Template.of(part, Template.Wildcards.FREE, variables))
                            .toList());
        }
        // A variable may bring the colons with it: then the whole is filled in before it is taken apart.
        if (text.equals("*") || whole.variables().findAny().isPresent()) {
            return new ArnTemplate(whole, List.of());
        }
        throw new IllegalArgumentException("Not an ARN: " + text);
    }

    /** Splits at the first five colons outside {@code ${…}}. */
    private static List<String> split(String text, boolean variables) {
        var parts = new java.util.ArrayList<String>();
        int start = 0;
        boolean inside = false;
        for (int i = 0; i < text.length() && parts.size() < 5; i++) {
            char c = text.charAt(i);
            inside = variables && (inside ? c != '}' : text.startsWith("${", i));
            if (c == ':' && !inside) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    boolean matches(String arn, Facts facts) {
        return parts.isEmpty() ? matchesWhole(arn, facts) : matchesParts(arn, facts);
    }

    private boolean matchesWhole(String arn, Facts facts) {
        var glob = resolve(facts);
        return glob != null && glob.matches(arn);
    }

    /** Keeps every wildcard of the first five parts inside its part. */
    static int[] strict(int[] tokens) {
        int colons = 0;
        for (int i = 0; i < tokens.length && colons < 5; i++) {
            colons += tokens[i] == ':' ? 1 : 0;
            tokens[i] = switch (tokens[i]) {
                case Glob.STAR -> Glob.SEGMENT_STAR;
                case Glob.ONE -> Glob.SEGMENT_ONE;
                default -> tokens[i];
            };
        }
        return tokens;
    }

    private boolean matchesParts(String arn, Facts facts) {
        int from = 0;
        for (int i = 0; i < 6; i++) {
            int to = i == 5 ? arn.length() : arn.indexOf(':', from);
            if (to < 0) {
                return false;
            }
            var glob = parts.get(i).resolve(facts);
            if (glob == null || !glob.matches(arn, from, to)) {
                return false;
            }
            from = to + 1;
        }
        return true;
    }

    Stream<ConditionKey> variables() {
        return whole.variables();
    }

    /** The pattern over whole strings for this request, or null where a variable has no value. */
    Glob resolve(Facts facts) {
        var glob = whole.resolve(facts);
        return glob == null || glob.matchesEverything() ? glob : new Glob(strict(glob.tokens()));
    }
}
