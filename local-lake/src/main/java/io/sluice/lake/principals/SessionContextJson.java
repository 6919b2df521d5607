package io.sluice.lake.principals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The stored form of a session's context. */
final class SessionContextJson {
    private SessionContextJson() {}

    static void write(SessionContext context, ObjectNode json) {
        var keys = json.putObject("keys");
        context.keys().forEach((key, values) -> {
            var list = keys.putArray(key);
            values.forEach(list::add);
        });
        context.onBehalfOf()
                .ifPresent(person -> json.putObject("onBehalfOf")
                        .put("userId", person.userId())
                        .put("identityStoreArn", person.identityStoreArn())
                        .put("instanceArn", person.instanceArn())
                        .put("application", person.application()));
        context.federatedProvider().ifPresent(provider -> json.put("federatedProvider", provider));
    }

    static SessionContext read(JsonNode json) {
        var keys = new LinkedHashMap<String, List<String>>();
        json.required("keys").properties().forEach(key -> {
            var values = new ArrayList<String>();
            key.getValue().forEach(value -> values.add(value.textValue()));
            keys.put(key.getKey(), values);
        });
        return new SessionContext(
                keys,
                Optional.ofNullable(json.get("onBehalfOf")).map(SessionContextJson::person),
                Optional.ofNullable(json.get("federatedProvider")).map(JsonNode::textValue));
    }

    private static OnBehalfOf person(JsonNode json) {
        return new OnBehalfOf(
                json.required("userId").textValue(),
                json.required("identityStoreArn").textValue(),
                json.required("instanceArn").textValue(),
                json.required("application").textValue());
    }
}
