package io.sluice.deploy.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Templates with something changed in them. Remembers the resource that was touched last: where the checks must point. */
final class Edit {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Template> templates;
    private String touched = "";

    Edit(Templates templates) {
        this.templates = templates.all().stream()
                .map(template -> new Template(template.name(), template.root().deepCopy()))
                .toList();
    }

    Templates templates() {
        return new Templates(templates);
    }

    String touched() {
        return touched;
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private record Found(Template template, String id, ObjectNode resource) {}

    private Found found(String type, String word) {
        for (var template : templates) {
            for (var member : template.section("Resources").entrySet()) {
                var resource = member.getValue();
                if (resource.path("Type").asText().equals(type)
                        && resource.toString().contains(word)) {
                    return new Found(template, member.getKey(), (ObjectNode) resource);
                }
            }
        }
        throw new IllegalArgumentException("No " + type + " speaks of " + word);
    }

    /** The properties of the first resource of a type that has this word in it. */
    ObjectNode properties(String type, String word) {
        var found = found(type, word);
        touched = found.id();
        return (ObjectNode) found.resource().get("Properties");
    }

    /** The statement of this Sid; of several the first. */
    ObjectNode statement(String sid) {
        return StreamSupport.stream(beside(sid).spliterator(), false)
                .filter(each -> isNamed(each, sid))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The list of statements that the one of this Sid stands in. */
    ArrayNode beside(String sid) {
        for (var template : templates) {
            for (var member : template.section("Resources").entrySet()) {
                var list = within(member.getValue(), sid);
                if (list.isPresent()) {
                    touched = member.getKey();
                    return list.get();
                }
            }
        }
        throw new IllegalArgumentException("No statement is named " + sid);
    }

    private static Optional<ArrayNode> within(JsonNode node, String sid) {
        var children = StreamSupport.stream(node.spliterator(), false).toList();
        if (node.isArray() && children.stream().anyMatch(each -> isNamed(each, sid))) {
            return Optional.of((ArrayNode) node);
        }
        return children.stream().flatMap(child -> within(child, sid).stream()).findFirst();
    }

    private static boolean isNamed(JsonNode statement, String sid) {
        return statement.path("Sid").asText().equals(sid);
    }

    void removeStatement(String sid) {
        for (var each = beside(sid).iterator(); each.hasNext(); ) {
            if (isNamed(each.next(), sid)) {
                each.remove();
            }
        }
    }

    void removeResource(String type, String word) {
        var found = found(type, word);
        touched = "";
        ((ObjectNode) found.template().root().get("Resources")).remove(found.id());
    }

    /** Adds a resource beside the first of a type. */
    void add(String besideType, String id, String type, String properties) {
        var resource = JSON.createObjectNode();
        resource.put("Type", type);
        resource.set("Properties", json(properties));
        ((ObjectNode) found(besideType, "").template().root().get("Resources")).set(id, resource);
        touched = id;
    }
}
