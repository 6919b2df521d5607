package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** One resource of a template. Its properties are resolved as they are asked for. */
final class Resource {
    private final Scope scope;
    private final String logicalId;
    private final JsonNode declared;

    Resource(Scope scope, String logicalId, JsonNode declared) {
        this.scope = scope;
        this.logicalId = logicalId;
        this.declared = declared;
    }

    String stack() {
        return scope.template().stack();
    }

    String logicalId() {
        return logicalId;
    }

    String type() {
        return declared.path("Type").asText();
    }

    boolean is(String type) {
        return type().equals(type);
    }

    Where where() {
        return scope.template().where(logicalId);
    }

    /** What {@code Ref} gives for it. */
    String ref() {
        return scope.ref(logicalId, where()).asText();
    }

    boolean hasArn() {
        return Attributes.hasArn(type());
    }

    /** What {@code Fn::GetAtt} gives for it. */
    String attribute(String name) {
        return scope.attribute(logicalId, name, where()).asText();
    }

    /** The names of its properties. */
    JsonNode declaredProperties() {
        return declared.has("Properties") ? declared.get("Properties") : JsonNodeFactory.instance.objectNode();
    }

    /** A property and what is in it, which must all be known; it need not be there. */
    Value property(String name) {
        var at = where().member("Properties").member(name);
        return new Value(scope.resolver().resolve(declaredProperties().path(name), at), at);
    }
}
