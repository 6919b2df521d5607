package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.lambda.Configuration.CodePackage;
import io.sluice.lake.lambda.Configuration.Settable;
import io.sluice.lake.lambda.FunctionState.AuthType;
import io.sluice.lake.lambda.FunctionState.EventSettings;
import io.sluice.lake.lambda.FunctionState.InvokeMode;
import io.sluice.lake.lambda.FunctionState.Url;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Functions as they are kept on disk. */
final class FunctionJson {
    private FunctionJson() {}

    static byte[] write(FunctionState state) {
        var json = Json.object();
        var configuration = state.configuration();
        json.put("name", configuration.function().name())
                .put("arn", configuration.arn())
                .put("revisionId", configuration.revisionId())
                .put("lastModified", configuration.lastModified().toString());
        json.putObject("code")
                .put("sha256", configuration.code().sha256())
                .put("size", configuration.code().size())
                .put("architecture", configuration.code().architecture());
        settable(configuration.settable(), json.putObject("settable"));
        var statements = json.putObject("policy");
        state.policy().statements().forEach(statements::put);
        state.reserved().ifPresent(count -> json.put("reserved", count));
        state.url().ifPresent(url -> url(url, json.putObject("url")));
        state.events().ifPresent(events -> events(events, json.putObject("events")));
        return Json.bytes(json);
    }

    private static void settable(Settable settable, ObjectNode json) {
        json.put("role", settable.roleArn())
                .put("runtime", settable.runtime().identifier())
                .put("handler", settable.handler())
                .put("description", settable.description())
                .put("timeoutSeconds", settable.timeout().toSeconds())
                .put("memory", settable.memory());
        var environment = json.putObject("environment");
        settable.environment().forEach(environment::put);
        settable.deadLetter().ifPresent(arn -> json.put("deadLetter", arn));
    }

    private static void url(Url url, ObjectNode json) {
        json.put("id", url.id())
                .put("auth", url.auth().name())
                .put("mode", url.mode().name())
                .put("created", url.created().toString())
                .put("modified", url.modified().toString());
    }

    private static void events(EventSettings events, ObjectNode json) {
        json.put("retries", events.retries())
                .put("ageSeconds", events.age().toSeconds())
                .put("modified", events.modified().toString());
        events.onFailure().ifPresent(arn -> json.put("onFailure", arn));
    }

    static FunctionState read(byte[] bytes) {
        var json = Json.read(bytes);
        var code = json.required("code");
        var configuration = new Configuration(
                new FunctionReference(text(json, "name")),
                text(json, "arn"),
                text(json, "revisionId"),
                Instant.parse(text(json, "lastModified")),
                new CodePackage(text(code, "sha256"), code.required("size").longValue(), text(code, "architecture")),
                settable(json.required("settable")));
        return new FunctionState(
                configuration,
                ResourcePolicy.of(configuration.arn(), texts(json.required("policy"))),
                json.has("reserved") ? OptionalInt.of(json.get("reserved").intValue()) : OptionalInt.empty(),
                Optional.ofNullable(json.get("url")).map(FunctionJson::url),
                Optional.ofNullable(json.get("events")).map(FunctionJson::events));
    }

    private static Settable settable(JsonNode json) {
        SortedMap<String, String> environment = new TreeMap<>(texts(json.required("environment")));
        return new Settable(
                text(json, "role"),
                FunctionRuntime.of(text(json, "runtime")),
                text(json, "handler"),
                text(json, "description"),
                Duration.ofSeconds(json.required("timeoutSeconds").longValue()),
                json.required("memory").intValue(),
                environment,
                optional(json, "deadLetter"));
    }

    private static Url url(JsonNode json) {
        return new Url(
                text(json, "id"),
                AuthType.valueOf(text(json, "auth")),
                InvokeMode.valueOf(text(json, "mode")),
                Instant.parse(text(json, "created")),
                Instant.parse(text(json, "modified")));
    }

    private static EventSettings events(JsonNode json) {
        return new EventSettings(
                json.required("retries").intValue(),
                Duration.ofSeconds(json.required("ageSeconds").longValue()),
                optional(json, "onFailure"),
                Instant.parse(text(json, "modified")));
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).textValue();
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::textValue);
    }

    private static Map<String, String> texts(JsonNode json) {
        var texts = new LinkedHashMap<String, String>();
        json.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().textValue()));
        return texts;
    }
}
