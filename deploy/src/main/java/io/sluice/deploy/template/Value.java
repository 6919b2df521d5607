package io.sluice.deploy.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A resolved value and where it stands, asked for by what it must be: whatever else it is, is a {@link TemplateException}. */
record Value(JsonNode node, Where where) {
    private static final JsonMapper JSON = new JsonMapper();

    boolean isThere() {
        return !node.isMissingNode();
    }

    Value member(String name) {
        return new Value(node.path(name), where.member(name));
    }

    String text() {
        return Resolver.text(node, where);
    }

    Optional<String> optionalText() {
        return isThere() ? Optional.of(text()) : Optional.empty();
    }

    /** {@code true} or {@code "true"}; what is not there is false. */
    boolean flag() {
        return isThere() && text().equals("true");
    }

    int number() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw new TemplateException(where, "a number is wanted, not " + node);
        }
    }

    /** The elements of a list, of which there are none where it is not there. */
    List<Value> elements() {
        if (isThere() && !node.isArray()) {
            throw new TemplateException(where, "a list is wanted, not " + node);
        }
        var all = new ArrayList<Value>();
        for (int i = 0; i < node.size(); i++) {
            all.add(new Value(node.get(i), where.element(i)));
        }
        return all;
    }

    List<String> texts() {
        return elements().stream().map(Value::text).toList();
    }

    /** A document as JSON, whether it is written as an object or as a text. */
    String json() {
        if (!isThere()) {
            throw new TemplateException(where, "a document is wanted here");
        }
        return node.isTextual() ? node.asText() : node.toString();
    }

    /** The JSON of a document, to compare by. */
    JsonNode tree() {
        try {
            return JSON.readTree(json());
        } catch (JsonProcessingException e) {
            throw new TemplateException(where, "this is no JSON: " + e.getOriginalMessage());
        }
    }
}
