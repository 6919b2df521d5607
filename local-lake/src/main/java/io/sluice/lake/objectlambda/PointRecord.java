package io.sluice.lake.objectlambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.accesspoint.AccessPointId;
import io.sluice.lake.objectlambda.Configuration.Action;
import io.sluice.lake.objectlambda.Configuration.Feature;
import io.sluice.lake.objectlambda.Configuration.Transformation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stored form of an Object Lambda access point: one JSON object. */
final class PointRecord {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PointRecord() {}

    static byte[] write(ObjectLambdaPoint point) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("account", point.id().account());
        node.put("name", point.id().name());
        node.put("region", point.region());
        node.put("alias", point.alias());
        node.put("created", point.created().toString());
        point.policy().ifPresent(policy -> node.put("policy", policy));
        node.set("configuration", node(point.configuration()));
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode node(Configuration configuration) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("supportingAccessPoint", configuration.supportingAccessPoint());
        node.put("metrics", configuration.metrics());
        var features = node.putArray("allowedFeatures");
        configuration.allowedFeatures().forEach(feature -> features.add(feature.text()));
        var transformations = node.putArray("transformations");
        for (Transformation transformation : configuration.transformations()) {
            var one = transformations.addObject();
            var actions = one.putArray("actions");
            transformation.actions().forEach(action -> actions.add(action.name()));
            one.put("function", transformation.functionArn());
            transformation.payload().ifPresent(payload -> one.put("payload", payload));
        }
        return node;
    }

    static ObjectLambdaPoint read(byte[] stored) {
        JsonNode node = tree(stored);
        return new ObjectLambdaPoint(
                new AccessPointId(text(node, "account"), text(node, "name")),
                text(node, "region"),
                text(node, "alias"),
                Instant.parse(text(node, "created")),
                configuration(node.required("configuration")),
                Optional.ofNullable(node.path("policy").textValue()));
    }

    private static Configuration configuration(JsonNode node) {
        return new Configuration(
                text(node, "supportingAccessPoint"),
                node.required("metrics").booleanValue(),
                texts(node, "allowedFeatures").stream().map(Feature::of).collect(Collectors.toSet()),
                node.required("transformations")
                        .valueStream()
                        .map(PointRecord::transformation)
                        .toList());
    }

    private static Transformation transformation(JsonNode node) {
        return new Transformation(
                texts(node, "actions").stream().map(Action::of).collect(Collectors.toSet()),
                text(node, "function"),
                Optional.ofNullable(node.path("payload").textValue()));
    }

    private static List<String> texts(JsonNode node, String name) {
        return node.required(name).valueStream().map(JsonNode::textValue).toList();
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).textValue();
    }

    private static JsonNode tree(byte[] stored) {
        try {
            return JSON.readTree(stored);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored record is not JSON", e);
        }
    }
}
