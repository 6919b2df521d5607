package io.sluice.lake.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.lake.storage.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rules of each bucket, in memory and on disk. */
final class RuleStore {
    private static final String KIND = "notification";
    private static final JsonMapper JSON = new JsonMapper();

    private final Settings settings;
    private final Map<String, List<Rule>> rules = new ConcurrentHashMap<>();

    RuleStore(Settings settings) {
        this.settings = settings;
        settings.list(KIND).forEach((bucket, json) -> rules.put(bucket, read(json)));
    }

    List<Rule> of(String bucket) {
        return rules.getOrDefault(bucket, List.of());
    }

    synchronized void put(String bucket, List<Rule> all) {
        if (all.isEmpty()) {
            settings.delete(KIND, bucket);
            rules.remove(bucket);
        } else {
            settings.put(KIND, bucket, write(all));
            rules.put(bucket, List.copyOf(all));
        }
    }

    private static byte[] write(List<Rule> all) {
        var list = JSON.createArrayNode();
        for (var rule : all) {
            var json = list.addObject()
                    .put("id", rule.id())
                    .put("function", rule.functionArn())
                    .put("prefix", rule.prefix())
                    .put("suffix", rule.suffix());
            var events = json.putArray("events");
            rule.events().forEach(events::add);
        }
        try {
            return JSON.writeValueAsBytes(list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Rule> read(byte[] bytes) {
        try {
            var all = new ArrayList<Rule>();
            JSON.readTree(bytes).forEach(json -> all.add(rule(json)));
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException("A notification configuration cannot be read", e);
        }
    }

    private static Rule rule(JsonNode json) {
        var events = new ArrayList<String>();
        json.required("events").forEach(event -> events.add(event.textValue()));
        return new Rule(
                json.required("id").textValue(),
                json.required("function").textValue(),
                events,
                json.required("prefix").textValue(),
                json.required("suffix").textValue());
    }
}
