package io.sluice.lake.grants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The stored form of what this package keeps: one JSON object each. */
final class GrantRecords {
    private static final JsonMapper JSON = new JsonMapper();

    private GrantRecords() {}

    static byte[] of(Instance instance) {
        ObjectNode node = node().put("arn", instance.arn())
                .put("created", instance.created().toString());
        instance.identityCenter().ifPresent(center -> node.put("identityCenter", center));
        instance.policy().ifPresent(policy -> {
            ObjectNode stored = node.putObject("policy")
                    .put("document", policy.document())
                    .put("created", policy.created().toString());
            policy.organization().ifPresent(id -> stored.put("organization", id));
        });
        return bytes(node, instance.tags());
    }

    static Instance instance(byte[] stored) {
        JsonNode node = tree(stored);
        return new Instance(
                text(node, "arn"),
                Instant.parse(text(node, "created")),
                optional(node, "identityCenter"),
                Optional.ofNullable(node.get("policy"))
                        .map(policy -> new Instance.Policy(
                                text(policy, "document"),
                                optional(policy, "organization"),
                                Instant.parse(text(policy, "created")))),
                tags(node));
    }

    static byte[] of(Location location) {
        return bytes(
                node().put("id", location.id())
                        .put("scope", location.scope())
                        .put("role", location.roleArn())
                        .put("created", location.created().toString()),
                location.tags());
    }

    static Location location(byte[] stored) {
        JsonNode node = tree(stored);
        return new Location(
                text(node, "id"),
                text(node, "scope"),
                text(node, "role"),
                Instant.parse(text(node, "created")),
                tags(node));
    }

    static byte[] of(Grant grant) {
        ObjectNode node = node().put("id", grant.id())
                .put("location", grant.locationId())
                .put("subPrefix", grant.subPrefix())
                .put("scope", grant.scope().text())
                .put("granteeType", grant.grantee().type().name())
                .put("grantee", grant.grantee().identifier())
                .put("permission", grant.permission().name())
                .put("created", grant.created().toString());
        grant.application().ifPresent(arn -> node.put("application", arn));
        return bytes(node, grant.tags());
    }

    static Grant grant(byte[] stored) {
        JsonNode node = tree(stored);
        return new Grant(
                text(node, "id"),
                text(node, "location"),
                text(node, "subPrefix"),
                new Scope(text(node, "scope")),
                new Grantee(Grantee.Type.valueOf(text(node, "granteeType")), text(node, "grantee")),
                Permission.valueOf(text(node, "permission")),
                optional(node, "application"),
                Instant.parse(text(node, "created")),
                tags(node));
    }

    private static Map<String, String> tags(JsonNode node) {
        var tags = new LinkedHashMap<String, String>();
        node.required("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().textValue()));
        return tags;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).textValue();
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }

    private static byte[] bytes(ObjectNode node, Map<String, String> tags) {
        ObjectNode stored = node.putObject("tags");
        tags.forEach(stored::put);
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] stored) {
        try {
            return JSON.readTree(stored);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored record is not JSON", e);
        }
    }
}
