package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** What names mean within one template: its parameters, conditions and resources, and what other stacks export. */
final class Scope {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What a parameter is that has neither a value nor a default: a text that equals itself alone begins so. */
    static final String UNGIVEN = "<parameter ";

    private final Template template;
    private final Target target;
    private final Exports exports;
    private final Resolver resolver = new Resolver(this);
    private final SequencedMap<String, JsonNode> resources;
    private final SequencedMap<String, JsonNode> conditions;
    private final SequencedMap<String, JsonNode> parameters;
    private final Deque<String> open = new ArrayDeque<>();

    Scope(Template template, Target target, Exports exports) {
        this.template = template;
        this.target = target;
        this.exports = exports;
        this.resources = template.section("Resources");
        this.conditions = template.section("Conditions");
        this.parameters = template.section("Parameters");
    }

    /** What other stacks export, by name. */
    @FunctionalInterface
    interface Exports {
        JsonNode value(String name, Where where);
    }

    Template template() {
        return template;
    }

    Target target() {
        return target;
    }

    Resolver resolver() {
        return resolver;
    }

    JsonNode mappings() {
        return template.root().path("Mappings");
    }

    JsonNode imported(String name, Where where) {
        return exports.value(name, where);
    }

    JsonNode ref(String name, Where where) {
        return switch (name) {
            case "AWS::AccountId" -> TextNode.valueOf(target.account());
            case "AWS::Region" -> TextNode.valueOf(target.region());
            case "AWS::Partition" -> TextNode.valueOf("aws");
            case "AWS::URLSuffix" -> TextNode.valueOf("amazonaws.com");
            case "AWS::StackName" -> TextNode.valueOf(template.stack());
            case "AWS::NoValue" -> MissingNode.getInstance();
            default -> parameters.containsKey(name) ? parameter(name, where) : resource(name, where);
        };
    }

    private JsonNode parameter(String name, Where where) {
        var declared = parameters.get(name);
        var type = declared.path("Type").asText();
        if (type.startsWith("AWS::SSM::")) {
            throw new TemplateException(where, "the parameter " + name + " is looked up by AWS, in Systems Manager");
        }
        var given = target.parameters().get(name);
        var value = given == null ? declared.path("Default") : TextNode.valueOf(given);
        if (value.isMissingNode()) {
            return TextNode.valueOf(UNGIVEN + name + " of " + template.stack() + ">");
        }
        return type.startsWith("List<") || type.equals("CommaDelimitedList") ? list(value.asText()) : value;
    }

    private static JsonNode list(String text) {
        var all = JSON.arrayNode();
        Arrays.stream(text.split(",", -1)).map(String::strip).forEach(all::add);
        return all;
    }

    private JsonNode resource(String logicalId, Where where) {
        return within(logicalId + ".Ref", where, () -> Attributes.ref(named(logicalId, where)));
    }

    JsonNode attribute(String logicalId, String attribute, Where where) {
        return within(
                logicalId + "." + attribute, where, () -> Attributes.of(named(logicalId, where), attribute, where));
    }

    private Attributes.Named named(String logicalId, Where where) {
        var declared = resources.get(logicalId);
        if (declared == null) {
            throw new TemplateException(
                    where,
                    "there is no resource or parameter " + logicalId
                            + " in this template; a policy variable in Fn::Sub is written ${!" + logicalId + "}");
        }
        return new Attributes.Named(this, logicalId, declared);
    }

    boolean holds(String condition, Where where) {
        var declared = conditions.get(condition);
        if (declared == null) {
            throw new TemplateException(where, "there is no condition " + condition + " in this template");
        }
        return within(
                "condition " + condition,
                where,
                () -> new Conditions(this, resolver).holds(declared, template.where(condition)));
    }

    private <T> T within(String what, Where where, Supplier<T> value) {
        if (open.contains(what)) {
            throw new TemplateException(where, what + " depends on itself, by " + List.copyOf(open));
        }
        open.push(what);
        try {
            return value.get();
        } finally {
            open.pop();
        }
    }
}
