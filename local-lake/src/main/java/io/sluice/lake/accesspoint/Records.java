package io.sluice.lake.accesspoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.s3.PublicAccessBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** The stored form of what this package keeps: one JSON object each. */
final class Records {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Records() {}

    /** An empty object stands for a block that was deleted. */
    static byte[] of(Optional<PublicAccessBlock> block) {
        return bytes(block.map(Records::node).orElseGet(JsonNodeFactory.instance::objectNode));
    }

    static Optional<PublicAccessBlock> block(byte[] stored) {
        JsonNode node = tree(stored);
        return node.isEmpty() ? Optional.empty() : Optional.of(block(node));
    }

    static byte[] of(AccessPoint point) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("account", point.id().account());
        node.put("name", point.id().name());
        node.put("region", point.region());
        node.put("bucket", point.bucket());
        node.put("bucketAccount", point.bucketAccount());
        node.put("alias", point.alias());
        point.vpc().ifPresent(vpc -> node.put("vpc", vpc));
        node.set("block", node(point.block()));
        node.put("created", point.created().toString());
        point.policy().ifPresent(policy -> node.put("policy", policy));
        return bytes(node);
    }

    static AccessPoint accessPoint(byte[] stored) {
        JsonNode node = tree(stored);
        return new AccessPoint(
                new AccessPointId(text(node, "account"), text(node, "name")),
                text(node, "region"),
                text(node, "bucket"),
                text(node, "bucketAccount"),
                text(node, "alias"),
                Optional.ofNullable(node.path("vpc").textValue()),
                block(node.required("block")),
                Instant.parse(text(node, "created")),
                Optional.ofNullable(node.path("policy").textValue()));
    }

    private static ObjectNode node(PublicAccessBlock block) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("blockPublicAcls", block.blockPublicAcls())
                .put("ignorePublicAcls", block.ignorePublicAcls())
                .put("blockPublicPolicy", block.blockPublicPolicy())
                .put("restrictPublicBuckets", block.restrictPublicBuckets());
    }

    private static PublicAccessBlock block(JsonNode node) {
        return new PublicAccessBlock(
                node.required("blockPublicAcls").booleanValue(),
                node.required("ignorePublicAcls").booleanValue(),
                node.required("blockPublicPolicy").booleanValue(),
                node.required("restrictPublicBuckets").booleanValue());
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).textValue();
    }

    private static byte[] bytes(ObjectNode node) {
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
