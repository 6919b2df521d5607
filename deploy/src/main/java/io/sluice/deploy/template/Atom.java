package io.sluice.deploy.template;

import io.sluice.iam.Condition;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PrincipalElement;
import io.sluice.iam.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The least that a statement says: one principal, one action, one resource, under all its conditions. Two policies of the same atoms mean the
 * same, however their statements are named, ordered, split or joined.
 */
record Atom(String effect, String principal, String action, String resource, String conditions) {
    /** An atom with the statement that it comes from. */
    record Of(Atom atom, String document, Statement statement) {}

    static List<Of> of(String document, PolicyDocument policy) {
        return policy.statements().stream()
                .flatMap(statement -> of(document, statement).stream())
                .toList();
    }

    static List<Of> of(String document, Statement statement) {
        var conditions = conditions(statement);
        var all = new ArrayList<Of>();
        for (var principal : principals(statement)) {
            for (var action : parts("NotAction", statement.excludesActions(), lowerCase(statement.actions()))) {
                for (var resource : parts("NotResource", statement.excludesResources(), statement.resources())) {
                    var atom = new Atom(statement.effect().text(), principal, action, resource, conditions);
                    all.add(new Of(atom, document, statement));
                }
            }
        }
        return all;
    }

    private static List<String> lowerCase(List<String> actions) {
        return actions.stream().map(action -> action.toLowerCase(Locale.ROOT)).toList();
    }

    /** What is excluded stands together: each element for itself would say something else. */
    private static List<String> parts(String excluding, boolean excludes, List<String> texts) {
        if (texts.isEmpty()) {
            return List.of("");
        }
        return excludes ? List.of(excluding + texts.stream().sorted().toList()) : texts;
    }

    private static List<String> principals(Statement statement) {
        return statement.principal().map(Atom::principals).orElse(List.of(""));
    }

    private static List<String> principals(PrincipalElement element) {
        var names = element.namesEverybody()
                ? List.of("*")
                : element.entries().entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream().map(name -> principal(entry.getKey(), name)))
                        .sorted()
                        .toList();
        return element.isNegated() ? List.of("NotPrincipal" + names) : names;
    }

    private static String principal(String kind, String name) {
        return kind + " " + (name.matches("\\d{12}") ? "arn:aws:iam::" + name + ":root" : name);
    }

    private static String conditions(Statement statement) {
        return String.join(
                " and ",
                statement.conditions().stream().map(Atom::words).sorted().toList());
    }

    private static String words(Condition condition) {
        return condition.operatorText() + " " + condition.key().toLowerCase(Locale.ROOT) + " "
                + condition.values().stream().sorted().toList();
    }

    /** The service of its action, {@code s3}; {@code *} where it is for more than one. */
    String service() {
        int colon = action.indexOf(':');
        return colon < 0 || action.startsWith("NotAction") ? "*" : action.substring(0, colon);
    }

    @Override
    public String toString() {
        return effect + " " + (principal.isEmpty() ? "" : principal + " ") + action
                + (resource.isEmpty() ? "" : " on " + resource) + (conditions.isEmpty() ? "" : " if " + conditions);
    }
}
