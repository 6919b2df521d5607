package io.sluice.iam;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One statement, compiled: it applies where principal, action, resource and every condition match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
 */
public final class Statement {
    /** What a statement asks of a request; {@link #failing} names the first that a request does not meet. */
    public enum Element {
        PRINCIPAL("Principal"),
        ACTION("Action"),
        RESOURCE("Resource"),
        CONDITION("Condition");

        private final String text;

        Element(String text) {
            this.text = text;
        }

        /** The word in the document; the Not forms count as the element they negate. */
        public String text() {
            return text;
        }
    }

    private final int index;
    private final Optional<String> sid;
    private final Effect effect;
    private final Optional<PrincipalElement> principal;
    private final Patterns actions;
    private final Patterns resources;
    private final List<Condition> conditions;
    private final Condition[] compiled;
    private final Set<ConditionKey> variables;

    Statement(
            int index,
            Optional<String> sid,
            Effect effect,
            Optional<PrincipalElement> principal,
            Patterns actions,
            Patterns resources,
            List<Condition> conditions) {
        this.index = index;
        this.sid = sid;
        this.effect = effect;
        this.principal = principal;
        this.actions = actions;
        this.resources = resources;
        this.conditions = List.copyOf(conditions);
        this.compiled = conditions.toArray(Condition[]::new);
        this.variables = variables(resources, this.conditions);
    }

    private static Set<ConditionKey> variables(Patterns resources, List<Condition> conditions) {
        var keys = new LinkedHashSet<ConditionKey>();
        for (var template : resources.templates()) {
            template.variables().forEach(keys::add);
        }
        for (var condition : conditions) {
            keys.addAll(condition.keys().subList(1, condition.keys().size()));
        }
        return keys.isEmpty() ? Set.of() : keys;
    }

    /** The Sid, or {@code Statement[0]} with the index in the document where there is none. */
    public String name() {
        return sid.filter(text -> !text.isEmpty()).orElse("Statement[" + index + "]");
    }

    /** The place in the document, from 0. */
    public int index() {
        return index;
    }

    public Optional<String> sid() {
        return sid;
    }

    public Effect effect() {
        return effect;
    }

    public Optional<PrincipalElement> principal() {
        return principal;
    }

    /** The action patterns as written. */
    public List<String> actions() {
        return actions.texts();
    }

    /** Whether it says NotAction. */
    public boolean excludesActions() {
        return actions.negated();
    }

    /** The resource patterns as written; empty where the policy is attached to its one resource. */
    public List<String> resources() {
        return resources.texts();
    }

    /** Whether it says NotResource. */
    public boolean excludesResources() {
        return resources.negated();
    }

    public List<Condition> conditions() {
        return conditions;
    }

    /** The keys that stand as policy variables in its resources and in the values of its conditions. */
    Set<ConditionKey> variables() {
        return variables;
    }

    Patterns actionPatterns() {
        return actions;
    }

    Patterns resourcePatterns() {
        return resources;
    }

    /** How directly it names the caller where it applies, {@link PrincipalElement.Reach#NOBODY} where it does not. */
    PrincipalElement.Reach reach(Facts facts) {
        if (!actions.match(facts.action(), facts) || !resources.match(facts.resource(), facts)) {
            return PrincipalElement.Reach.NOBODY;
        }
        var reach = principal.isPresent()
                ? principal.get().reach(facts.principal(), facts.isBounded())
                : PrincipalElement.Reach.DIRECT;
        return reach == PrincipalElement.Reach.NOBODY || conditionsHold(facts) ? reach : PrincipalElement.Reach.NOBODY;
    }

    /** Whether it may be about this caller, whatever the caller asks for. */
    boolean isAbout(Principal caller, boolean bounded) {
        return principal.isEmpty() || principal.get().reach(caller, bounded) != PrincipalElement.Reach.NOBODY;
    }

    /** Whether it is about an action in lower case. */
    boolean covers(String action) {
        return actions.match(action, null);
    }

    /** Whether it is about the resource of a request. */
    boolean covers(Facts facts) {
        return resources.match(facts.resource(), facts);
    }

    boolean applies(Facts facts) {
        return reach(facts) != PrincipalElement.Reach.NOBODY;
    }

    private boolean conditionsHold(Facts facts) {
        for (var condition : compiled) {
            if (!condition.holds(facts)) {
                return false;
            }
        }
        return true;
    }

    /** What of this statement does not match the request, in words; empty where it applies. */
    List<Failure> failing(Facts facts) {
        var all = new java.util.ArrayList<Failure>();
        if (!actions.match(facts.action(), facts)) {
            all.add(new Failure(Element.ACTION, actions.toString("Action")));
        }
        if (!resources.match(facts.resource(), facts)) {
            all.add(new Failure(Element.RESOURCE, resources.toString("Resource")));
        }
        if (principal.isPresent()
                && principal.get().reach(facts.principal(), facts.isBounded()) == PrincipalElement.Reach.NOBODY) {
            all.add(new Failure(Element.PRINCIPAL, principal.get().toString()));
        }
        for (var condition : compiled) {
            if (!condition.holds(facts)) {
                var present = condition.conditionKey().values(facts);
                all.add(new Failure(
                        Element.CONDITION,
                        condition
                                + (present == null
                                        ? ": the request has no such key"
                                        : ": the request has " + present)));
            }
        }
        return all;
    }

    /** An element that did not match, as written, with what the request has where it is a condition. */
    record Failure(Element element, String detail) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof Statement that
                && sid.equals(that.sid)
                && effect == that.effect
                && principal.equals(that.principal)
                && actions.equals(that.actions)
                && resources.equals(that.resources)
                && conditions.equals(that.conditions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sid, effect, principal, actions, resources, conditions);
    }

    @Override
    public String toString() {
        return effect.text() + " " + name();
    }

    /** Action, NotAction, Resource or NotResource. */
    static final class Patterns {
        private final boolean negated;
        private final List<String> texts;
        private final Template[] templates;
        private final Glob[] fixed;

        private Patterns(boolean negated, List<String> texts, List<Template> templates) {
            this.negated = negated;
            this.texts = List.copyOf(texts);
            this.templates = templates.toArray(Template[]::new);
            this.fixed = templates.stream().map(Template::fixed).toArray(Glob[]::new);
        }

        static Patterns actions(boolean negated, List<String> texts) {
            return new Patterns(
                    negated,
                    texts,
                    texts.stream()
                            .map(text -> Template.of(text.toLowerCase(Locale.ROOT), Template.Wildcards.FREE, false))
                            .toList());
        }

        static Patterns resources(boolean negated, List<String> texts, boolean variables) {
            return new Patterns(
                    negated,
                    texts,
                    texts.stream()
                            .map(text -> Template.of(text, Template.Wildcards.ARN, variables))
                            .toList());
        }

        /** No element: the policy's own resource. */
        static Patterns anything() {
            return new Patterns(true, List.of(), List.of());
        }

        boolean negated() {
            return negated;
        }

        boolean isAbsent() {
            return texts.isEmpty();
        }

        List<String> texts() {
            return texts;
        }

        Template[] templates() {
            return templates;
        }

        boolean match(String value, Facts facts) {
            for (int i = 0; i < fixed.length; i++) {
                var glob = fixed[i] == null ? templates[i].resolve(facts) : fixed[i];
                if (glob != null && glob.matches(value)) {
                    return !negated;
                }
            }
            return negated;
        }

        String toString(String element) {
            return (negated ? "Not" : "") + element + " " + texts;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Patterns that && negated == that.negated && texts.equals(that.texts);
        }

        @Override
        public int hashCode() {
            return Objects.hash(negated, texts);
        }
    }
}
