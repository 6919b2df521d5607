package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Decides conditions of a template. From <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html">condition
 * functions</a>.
 */
record Conditions(Scope scope, Resolver resolver) {
    /** Whether a condition holds, {@code {"Fn::Equals": [{"Ref": "Runtime"}, "jvm"]}}. */
    boolean holds(JsonNode condition, Where where) {
        var name = condition.size() == 1 ? condition.fieldNames().next() : "";
        var value = condition.path(name);
        return switch (name) {
            case "Condition" -> scope.holds(Resolver.text(value, where), where);
            case "Fn::Equals" -> {
                var both = Resolver.pair(value, where, "[value, other value]");
                yield Resolver.text(resolver.resolve(both.get(0), where), where)
                        .equals(Resolver.text(resolver.resolve(both.get(1), where), where));
            }
            case "Fn::Not" -> !holds(Resolver.array(value, where).path(0), where);
            case "Fn::And" -> each(value, where).allMatch(each -> holds(each, where));
            case "Fn::Or" -> each(value, where).anyMatch(each -> holds(each, where));
            default -> throw new TemplateException(where, "not a condition: " + condition);
        };
    }

    private static Stream<JsonNode> each(JsonNode value, Where where) {
        return StreamSupport.stream(Resolver.array(value, where).spliterator(), false);
    }
}
