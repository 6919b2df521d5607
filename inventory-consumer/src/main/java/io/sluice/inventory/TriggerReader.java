package io.sluice.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells from the event why the function was called: by a notification of S3, by EventBridge for an object or for a
 * schedule, or by hand. In S3's own notifications keys are form-encoded, in EventBridge's they are as they are
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">event message
 * structure</a>, <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge</a>).
 */
final class TriggerReader {
    private static final ObjectMapper TREE = new ObjectMapper();

    private TriggerReader() {}

    /**
     * @throws IOException where the event is none of these
     */
    static Trigger read(InputStream event) throws IOException {
        JsonNode json = TREE.readTree(event);
        if (json.has("Records")) {
            return notification(json.get("Records"));
        }
        if (json.path("Event").asText().equals("s3:TestEvent")) {
            return new Trigger.Objects(List.of());
        }
        if (json.has("detail-type")) {
            return json.path("source").asText().equals("aws.s3") ? announced(json) : new Trigger.Sweep();
        }
        return byHand(json);
    }

    private static Trigger notification(JsonNode records) throws IOException {
        List<ObjectId> objects = new ArrayList<>();
        for (JsonNode entry : records) {
            if (!entry.path("eventSource").asText().equals("aws:s3")) {
                throw new IOException("Records holds an event of '"
                        + entry.path("eventSource").asText() + "'; only S3's notifications are taken");
            }
            if (entry.path("eventName").asText().startsWith("ObjectCreated:")) {
                JsonNode object = entry.path("s3").path("object");
                String key = URLDecoder.decode(object.path("key").asText(), UTF_8);
                objects.add(object(key, object.path("versionId"), object.path("eTag")));
            }
        }
        return new Trigger.Objects(objects);
    }

    private static Trigger announced(JsonNode json) {
        if (!json.path("detail-type").asText().equals("Object Created")) {
            return new Trigger.Objects(List.of());
        }
        JsonNode object = json.path("detail").path("object");
        return new Trigger.Objects(
                List.of(object(object.path("key").asText(), object.path("version-id"), object.path("etag"))));
    }

    private static ObjectId object(String key, JsonNode version, JsonNode etag) {
        return new ObjectId(key, version.asText(""), etag.asText(""));
    }

    private static Trigger byHand(JsonNode json) throws IOException {
        if (json.path("demonstrate").asBoolean()) {
            return new Trigger.Demonstrate();
        }
        if (json.has("dispatched")) {
            return new Trigger.Dispatched(texts(json.get("dispatched"), "dispatched"));
        }
        if (json.has("keys")) {
            return new Trigger.Objects(texts(json.get("keys"), "keys").stream()
                    .map(ObjectId::ofKey)
                    .toList());
        }
        if (json.isObject() && json.isEmpty()) {
            return new Trigger.Sweep();
        }
        throw new IOException("The event is neither a notification of S3 nor a schedule nor {}, {\"keys\": […]},"
                + " {\"dispatched\": […]} or {\"demonstrate\": true}");
    }

    private static List<String> texts(JsonNode array, String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : array) {
            if (!text.isTextual()) {
                throw new IOException(name + " has to be an array of strings");
            }
            texts.add(text.asText());
        }
        if (!array.isArray()) {
            throw new IOException(name + " has to be an array of strings");
        }
        return texts;
    }
}
