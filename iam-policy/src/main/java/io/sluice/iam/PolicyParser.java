package io.sluice.iam;

import io.sluice.iam.Condition.Quantifier;
import io.sluice.iam.Json.Array;
import io.sluice.iam.Json.Node;
import io.sluice.iam.Json.Nothing;
import io.sluice.iam.Json.Place;
import io.sluice.iam.Json.Scalar;
import io.sluice.iam.Json.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the policy grammar and nothing beside it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
final class PolicyParser {
    private static final String OLD = "2008-10-17";
    private static final String CURRENT = "2012-10-17";
    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> PRINCIPALS = Set.of("AWS", "CanonicalUser", "Federated", "Service");
    private static final List<String> OPERATORS = Arrays.stream(ConditionOperator.values())
            .map(ConditionOperator::text)
            .toList();
    private static final Pattern AWS_PRINCIPAL = Pattern.compile(String.join(
            "|",
            "\\*",
            "\\d{12}",
            "(?![^*?]*[*?])arn:aws[a-z-]*:(iam::\\d{12}:(root|(user|role)/[!-~]*[!-.0-~])"
                    + "|sts::\\d{12}:(assumed-role/[^/]+/[^/]+|federated-user/[^/]+))",
            "A(IDA|ROA)[A-Z0-9]{12,124}",
            "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity [A-Z0-9]+"));
    private static final Pattern CANONICAL_USER = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FEDERATED =
            Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:(oidc|saml)-provider/[^*?]+|[a-z0-9.-]+\\.[a-z]+");
    private static final Pattern SERVICE =
            Pattern.compile("[a-z0-9.-]+\\.(amazonaws\\.com(\\.cn)?|amazon\\.com|aws\\.internal)");
    private static final Pattern ACTION_NAME = Pattern.compile("[A-Za-z0-9*?]+");
    private static final Pattern PARTITION = Pattern.compile("aws[a-z-]*\\*?|\\*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

    private final ServiceAuthorization known = ServiceAuthorization.INSTANCE;
    private final Set<String> checkedActions = new HashSet<>();
    private boolean variables;

    PolicyDocument parse(String json) {
        if (json.length() > PolicyDocument.MAX_BYTES
                || json.getBytes(StandardCharsets.UTF_8).length > PolicyDocument.MAX_BYTES) {
            throw new PolicyException(
                    "The document is larger than " + PolicyDocument.MAX_BYTES + " bytes", "$", 1, 1, "");
        }
        if (!(Json.parse(json) instanceof Node document)) {
            throw new PolicyException("A policy is an object", "$", 1, 1, "");
        }
        elements(document, DOCUMENT);
        var version = version(document);
        variables = version.equals(CURRENT);
        var id = optional(document, "Id").map(PolicyParser::text);
        var body = optional(document, "Statement")
                .orElseThrow(() -> document.place().error("Statement is missing"));
        return new PolicyDocument(version, id, statements(body));
    }

    private static String version(Node document) {
        var version = optional(document, "Version");
        if (version.isEmpty()) {
            return OLD;
        }
        var text = text(version.get());
        if (!text.equals(OLD) && !text.equals(CURRENT)) {
            throw version.get().place().error("Unknown version \"" + text + "\"", CURRENT);
        }
        return text;
    }

    private List<Statement> statements(Json body) {
        var nodes =
                switch (body) {
                    case Node single -> List.<Json>of(single);
                    case Array(var _, var items) -> items;
                    case Text _, Scalar _, Nothing _ -> throw wrong(body, "an object or a list of objects");
                };
        if (nodes.isEmpty()) {
            throw body.place().error("Statement is empty");
        }
        var statements = new ArrayList<Statement>();
        var sids = new HashSet<String>();
        for (var json : nodes) {
            if (!(json instanceof Node node)) {
                throw wrong(json, "an object");
            }
            var statement = statement(statements.size(), node);
            if (!statement.sid().orElse("").isEmpty()
                    && !sids.add(statement.sid().get())) {
                throw node.names()
                        .get("Sid")
                        .error("The Sid \"" + statement.sid().get() + "\" is there twice");
            }
            statements.add(statement);
        }
        return statements;
    }

    private Statement statement(int index, Node node) {
        elements(node, STATEMENT);
        var effect = effect(node);
        var principal = principal(node, effect);
        var actions = actions(node);
        var resources = resources(node, principal.isPresent());
        return new Statement(
                index,
                optional(node, "Sid").map(PolicyParser::text),
                effect,
                principal,
                actions,
                resources,
                optional(node, "Condition").map(this::conditions).orElse(List.of()));
    }

    private static Effect effect(Node node) {
        var json = optional(node, "Effect").orElseThrow(() -> node.place().error("Effect is missing"));
        return switch (text(json)) {
            case "Allow" -> Effect.ALLOW;
            case "Deny" -> Effect.DENY;
            default ->
                throw json.place()
                        .error(
                                "Effect is neither Allow nor Deny",
                                ServiceAuthorization.nearest(text(json), List.of("Allow", "Deny")));
        };
    }

    /** The one of two elements that exclude each other. */
    private static Optional<Json> either(Node node, String one, String not) {
        if (node.members().containsKey(one) && node.members().containsKey(not)) {
            throw node.names().get(not).error(one + " and " + not + " exclude each other");
        }
        return optional(node, one).or(() -> optional(node, not));
    }

    private Statement.Patterns actions(Node node) {
        var json = either(node, "Action", "NotAction")
                .orElseThrow(() -> node.place().error("Action or NotAction is missing"));
        var texts = new ArrayList<String>();
        for (var item : texts(json)) {
            checkAction(item);
            texts.add(item.value());
        }
        return Statement.Patterns.actions(node.members().containsKey("NotAction"), texts);
    }

    private void checkAction(Text action) {
        var text = action.value();
        int colon = text.indexOf(':');
        if (text.equals("*") || text.equals("*:*") || !checkedActions.add(text)) {
            return;
        }
        if (colon < 1 || colon == text.length() - 1) {
            throw action.place().error("An action is service:Name, not \"" + text + "\"");
        }
        var service = text.substring(0, colon);
        var name = text.substring(colon + 1);
        if (!known.knowsService(service)) {
            var near = known.nearestService(service);
            throw action.place()
                    .error("Unknown service in action \"" + text + "\"", near.isEmpty() ? "" : near + ":" + name);
        }
        if (!ACTION_NAME.matcher(name).matches() || !known.hasAction(service, name)) {
            throw action.place().error("Unknown action \"" + text + "\"", nearestAction(service, name));
        }
    }

    private String nearestAction(String service, String name) {
        return name.length() > 64 || known.hasAction(service, name) ? "" : known.nearestAction(service, name);
    }

    private Statement.Patterns resources(Node node, boolean hasPrincipal) {
        var json = either(node, "Resource", "NotResource");
        if (json.isEmpty()) {
            if (!hasPrincipal) {
                throw node.place().error("Resource or NotResource is missing");
            }
            return Statement.Patterns.anything();
        }
        var texts = new ArrayList<String>();
        for (var item : texts(json.get())) {
            checkResource(item);
            texts.add(item.value());
        }
        return Statement.Patterns.resources(node.members().containsKey("NotResource"), texts, variables);
    }

    /** An ARN: its service is named, its other parts may be patterns. */
    private void checkResource(Text resource) {
        var text = resource.value();
        checkVariables(resource);
        if (text.equals("*")) {
            return;
        }
        var parts = (variables && text.contains("${") ? VARIABLE.matcher(text).replaceAll("v") : text).split(":", 6);
        boolean whole = parts.length == 6 && !parts[5].isEmpty();
        if (!parts[0].equals("arn") || (!whole && !(parts.length > 2 && text.endsWith("*")))) {
            throw resource.place().error("A resource is an ARN or *, not \"" + text + "\"");
        }
        if (!PARTITION.matcher(parts[1]).matches()) {
            throw resource.place().error("Unknown partition \"" + parts[1] + "\" in a resource", "aws");
        }
        int variable = variables ? text.indexOf("${") : -1;
        if (variable >= 0
                && text.substring(0, variable).chars().filter(c -> c == ':').count() < 5) {
            throw resource.place().error("A policy variable stands only after the fifth colon of a resource");
        }
        if (!known.knowsService(parts[2])) {
            throw resource.place()
                    .error("Unknown service \"" + parts[2] + "\" in a resource", known.nearestService(parts[2]));
        }
    }

    private void checkVariables(Text value) {
        try {
            Template.of(value.value(), Template.Wildcards.FREE, variables)
                    .variables()
                    .forEach(key -> checkKey(key.text(), value.place()));
        } catch (IllegalArgumentException e) {
            throw value.place().error(e.getMessage());
        }
    }

    private void checkKey(String key, Place place) {
        if (!known.hasKey(key)) {
            throw place.error("Unknown condition key \"" + key + "\"", key.length() > 64 ? "" : known.nearestKey(key));
        }
    }

    private static Optional<PrincipalElement> principal(Node node, Effect effect) {
        var json = either(node, "Principal", "NotPrincipal");
        if (json.isEmpty()) {
            return Optional.empty();
        }
        boolean negated = node.members().containsKey("NotPrincipal");
        if (negated && effect == Effect.ALLOW) {
            throw node.names().get("NotPrincipal").error("NotPrincipal goes only with Deny");
        }
        return Optional.of(new PrincipalElement(
                negated,
                switch (json.get()) {
                    case Text star when star.value().equals("*") -> Map.of("*", List.of("*"));
                    case Node names -> principals(names);
                    case Text _, Scalar _, Nothing _, Array _ -> throw wrong(json.get(), "\"*\" or an object");
                }));
    }

    private static Map<String, List<String>> principals(Node names) {
        elements(names, PRINCIPALS);
        if (names.members().isEmpty()) {
            throw names.place().error("The principal is empty");
        }
        var entries = new LinkedHashMap<String, List<String>>();
        names.members().forEach((kind, json) -> {
            var all = texts(json);
            all.forEach(item -> checkPrincipal(kind, item));
            entries.put(kind, all.stream().map(Text::value).toList());
        });
        return entries;
    }

    private static void checkPrincipal(String kind, Text name) {
        var text = name.value();
        boolean fits =
                switch (kind) {
                    case "AWS" -> AWS_PRINCIPAL.matcher(text).matches();
                    case "CanonicalUser" -> CANONICAL_USER.matcher(text).matches();
                    case "Federated" -> FEDERATED.matcher(text).matches();
                    default -> SERVICE.matcher(text).matches();
                };
        if (!fits) {
            throw name.place().error("Not a principal of kind " + kind + ": \"" + text + "\"");
        }
    }

    private List<Condition> conditions(Json json) {
        if (!(json instanceof Node operators)) {
            throw wrong(json, "an object");
        }
        var conditions = new ArrayList<Condition>();
        operators.members().forEach((name, keys) -> {
            var place = operators.names().get(name);
            if (!(keys instanceof Node node)) {
                throw wrong(keys, "an object");
            }
            addConditions(conditions, name, place, node);
        });
        return conditions;
    }

    private void addConditions(List<Condition> conditions, String name, Place place, Node keys) {
        var quantifier = Quantifier.NONE;
        var rest = name;
        for (var each : List.of(Quantifier.FOR_ALL_VALUES, Quantifier.FOR_ANY_VALUE)) {
            if (name.startsWith(each.prefix())) {
                quantifier = each;
                rest = name.substring(each.prefix().length());
            }
        }
        boolean ifExists = rest.endsWith("IfExists");
        var operator = ConditionOperator.named(ifExists ? rest.substring(0, rest.length() - 8) : rest);
        if (operator.isEmpty()) {
            throw place.error("Unknown condition operator \"" + name + "\"", nearestOperator(name, rest, ifExists));
        }
        if (operator.get() == ConditionOperator.NULL && (ifExists || quantifier != Quantifier.NONE)) {
            throw place.error("Null goes without qualifier and without IfExists", "Null");
        }
        var names = new HashSet<String>();
        for (var entry : keys.members().entrySet()) {
            var at = keys.names().get(entry.getKey());
            checkKey(entry.getKey(), at);
            var key = new ConditionKey(entry.getKey());
            if (!names.add(key.name())) {
                throw at.error("The key \"" + entry.getKey() + "\" is there twice; case does not matter");
            }
            conditions.add(condition(quantifier, operator.get(), ifExists, key, entry.getValue()));
        }
    }

    private static String nearestOperator(String name, String rest, boolean ifExists) {
        var near = rest.length() > 64
                ? ""
                : ServiceAuthorization.nearest(ifExists ? rest.substring(0, rest.length() - 8) : rest, OPERATORS);
        return near.isEmpty()
                ? ""
                : name.substring(0, name.length() - rest.length()) + near + (ifExists ? "IfExists" : "");
    }

    private Condition condition(
            Quantifier quantifier, ConditionOperator operator, boolean ifExists, ConditionKey key, Json values) {
        var texts = conditionValues(values);
        for (var text : texts) {
            if (variables && text.value().contains("${")) {
                checkVariables(text);
            }
            checkValue(operator, text);
        }
        var all = texts.stream().map(Text::value).toList();
        return new Condition(quantifier, operator, ifExists, key, all, variables);
    }

    private void checkValue(ConditionOperator operator, Text text) {
        try {
            Condition.Operand.of(operator, text.value(), variables);
        } catch (IllegalArgumentException e) {
            throw text.place().error("Not a value of " + operator.text() + ": " + e.getMessage());
        }
    }

    /** Values of conditions may be written as booleans and numbers too. */
    private static List<Text> conditionValues(Json json) {
        return switch (json) {
            case Text text -> List.of(text);
            case Scalar(var place, var value) -> List.of(new Text(place, value));
            case Array(var place, var items) -> {
                if (items.isEmpty()) {
                    throw place.error("The list is empty");
                }
                yield items.stream()
                        .map(item -> switch (item) {
                            case Text text -> text;
                            case Scalar(var at, var value) -> new Text(at, value);
                            case Nothing _, Array _, Node _ -> throw wrong(item, "a string");
                        })
                        .toList();
            }
            case Nothing _, Node _ -> throw wrong(json, "a string or a list of strings");
        };
    }

    private static List<Text> texts(Json json) {
        return switch (json) {
            case Text text -> List.of(text);
            case Array(var place, var items) -> {
                if (items.isEmpty()) {
                    throw place.error("The list is empty");
                }
                yield items.stream()
                        .map(item -> {
                            if (!(item instanceof Text text)) {
                                throw wrong(item, "a string");
                            }
                            return text;
                        })
                        .toList();
            }
            case Scalar _, Nothing _, Node _ -> throw wrong(json, "a string or a list of strings");
        };
    }

    private static String text(Json json) {
        if (!(json instanceof Text text)) {
            throw wrong(json, "a string");
        }
        return text.value();
    }

    private static PolicyException wrong(Json json, String expected) {
        return json.place().error("Expected " + expected + ", found " + json.kind());
    }

    private static Optional<Json> optional(Node node, String name) {
        return Optional.ofNullable(node.members().get(name));
    }

    static void elements(Node node, Set<String> allowed) {
        node.names().forEach((name, place) -> {
            if (!allowed.contains(name)) {
                throw place.error(
                        "Unknown element \"" + name + "\"",
                        name.length() > 64 ? "" : ServiceAuthorization.nearest(name, allowed));
            }
        });
    }
}
