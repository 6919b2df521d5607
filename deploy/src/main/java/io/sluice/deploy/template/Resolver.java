package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

/**
 * Works out what CloudFormation would put in place of its functions, for one account and Region, without asking anybody. What AWS decides
 * only as it creates a resource is a text that says so ({@link Attributes}); anything else that is not known is a {@link TemplateException},
 * never a guess. From <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">intrinsic functions</a>.
 */
final class Resolver {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Scope scope;

    Resolver(Scope scope) {
        this.scope = scope;
    }

    /** The value without functions; a missing node where it is {@code AWS::NoValue}. */
    JsonNode resolve(JsonNode value, Where where) {
        if (value.isArray()) {
            return elements(value, where);
        }
        if (!value.isObject()) {
            return value;
        }
        var only = value.size() == 1 ? value.fieldNames().next() : "";
        return only.equals("Ref") || only.startsWith("Fn::")
                ? function(only, value.get(only), where.member(only))
                : members(value, where);
    }

    private JsonNode elements(JsonNode value, Where where) {
        var all = JSON.arrayNode();
        for (int i = 0; i < value.size(); i++) {
            var element = resolve(value.get(i), where.element(i));
            if (!element.isMissingNode()) {
                all.add(element);
            }
        }
        return all;
    }

    private JsonNode members(JsonNode value, Where where) {
        var all = JSON.objectNode();
        value.properties().forEach(member -> {
            var name = member.getKey();
            if (name.startsWith("Fn::")) {
                throw new TemplateException(where.member(name), "a function stands alone, without other members");
            }
            var resolved = resolve(member.getValue(), where.member(name));
            if (!resolved.isMissingNode()) {
                all.set(name, resolved);
            }
        });
        return all;
    }

    private JsonNode function(String name, JsonNode value, Where where) {
        return switch (name) {
            case "Ref" -> scope.ref(text(value, where), where);
            case "Fn::GetAtt" -> getAtt(value, where);
            case "Fn::Sub" -> sub(value, where);
            case "Fn::Join" -> join(value, where);
            case "Fn::Split" -> split(value, where);
            case "Fn::Select" -> select(value, where);
            case "Fn::If" -> choose(value, where);
            case "Fn::FindInMap" -> findInMap(value, where);
            case "Fn::ImportValue" -> scope.imported(text(resolve(value, where), where), where);
            case "Fn::Base64" -> base64(text(resolve(value, where), where));
            default -> throw new TemplateException(where, name + " cannot be worked out without AWS");
        };
    }

    private static JsonNode base64(String text) {
        return TextNode.valueOf(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode getAtt(JsonNode value, Where where) {
        if (value.isTextual()) {
            var parts = value.asText().split("\\.", 2);
            if (parts.length == 2) {
                return scope.attribute(parts[0], parts[1], where);
            }
        } else if (value.isArray() && value.size() == 2) {
            return scope.attribute(text(value.get(0), where), text(resolve(value.get(1), where), where), where);
        }
        throw new TemplateException(where, "Fn::GetAtt takes [logical id, attribute]");
    }

    private JsonNode sub(JsonNode value, Where where) {
        var variables =
                value.isArray() && value.size() == 2 ? resolve(value.get(1), where.element(1)) : JSON.objectNode();
        var text = text(value.isArray() ? value.path(0) : value, where);
        return TextNode.valueOf(Substitution.of(text, name -> {
            if (variables.has(name)) {
                return text(variables.get(name), where);
            }
            int dot = name.indexOf('.');
            return text(
                    dot < 0
                            ? scope.ref(name, where)
                            : scope.attribute(name.substring(0, dot), name.substring(dot + 1), where),
                    where);
        }));
    }

    private JsonNode join(JsonNode value, Where where) {
        var list = pair(value, where, "[delimiter, [values]]");
        var texts = new ArrayList<String>();
        array(resolve(list.get(1), where.element(1)), where).forEach(each -> texts.add(text(each, where)));
        return TextNode.valueOf(String.join(text(list.get(0), where), texts));
    }

    private JsonNode split(JsonNode value, Where where) {
        var list = pair(value, where, "[delimiter, text]");
        var parts = JSON.arrayNode();
        var text = text(resolve(list.get(1), where.element(1)), where);
        for (var part : text.split(java.util.regex.Pattern.quote(text(list.get(0), where)), -1)) {
            parts.add(part);
        }
        return parts;
    }

    private JsonNode select(JsonNode value, Where where) {
        var list = pair(value, where, "[index, [values]]");
        int index = resolve(list.get(0), where.element(0)).asInt(-1);
        var from = array(resolve(list.get(1), where.element(1)), where);
        if (index < 0 || index >= from.size()) {
            throw new TemplateException(where, "there is no element " + index + " of " + from.size());
        }
        return from.get(index);
    }

    private JsonNode choose(JsonNode value, Where where) {
        if (!value.isArray() || value.size() != 3) {
            throw new TemplateException(where, "Fn::If takes [condition, value, other value]");
        }
        int chosen = scope.holds(text(value.get(0), where), where) ? 1 : 2;
        return resolve(value.get(chosen), where.element(chosen));
    }

    private JsonNode findInMap(JsonNode value, Where where) {
        var found = scope.mappings();
        for (var key : array(resolve(value, where), where)) {
            found = found.path(text(key, where));
        }
        if (found.isMissingNode()) {
            throw new TemplateException(where, "the mapping has no such entry");
        }
        return found;
    }

    static JsonNode pair(JsonNode value, Where where, String shape) {
        if (!value.isArray() || value.size() != 2) {
            throw new TemplateException(where, "takes " + shape);
        }
        return value;
    }

    static JsonNode array(JsonNode value, Where where) {
        if (!value.isArray()) {
            throw new TemplateException(where, "takes a list, not " + value);
        }
        return value;
    }

    /** The text of a value; of a number or truth value as CloudFormation writes it. */
    static String text(JsonNode value, Where where) {
        if (value instanceof MissingNode || value.isContainerNode() || value.isNull()) {
            throw new TemplateException(where, "a text is wanted, not " + (value.isMissingNode() ? "nothing" : value));
        }
        return value.asText();
    }
}
