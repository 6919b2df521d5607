package io.sluice.catalogue.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The members of one CloudTrail record that tell what was decided; the others are passed over. From <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record
 * contents</a>. What is absent is empty.
 */
final class TrailRecord {
    /** Parameters that decide something, or tell what was asked for; the others are many, and not kept. */
    private static final Set<String> TELLING = Set.of(
            "key",
            "bucketName",
            "prefix",
            "delimiter",
            "max-keys",
            "versionId",
            "x-amz-acl",
            "x-amz-bypass-governance-retention",
            "x-amz-copy-source",
            "x-amz-object-lock-legal-hold",
            "x-amz-object-lock-mode",
            "x-amz-tagging");

    private final Map<TrailText, String> texts = new EnumMap<>(TrailText.class);
    private final Map<String, String> parameters = HashMap.newHashMap(4);
    private final TrailResources resources = new TrailResources();
    private Map<String, String> response = Map.of();
    private List<TrailAsked> asked = List.of();
    private boolean session;

    private TrailRecord() {}

    static TrailRecord empty() {
        return new TrailRecord();
    }

    /** Reads the object that the parser is at the start of. */
    static TrailRecord read(JsonParser json) throws IOException {
        var record = new TrailRecord();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            record.member(name, json);
        }
        return record;
    }

    String text(TrailText which) {
        return texts.getOrDefault(which, "");
    }

    Map<String, String> parameters() {
        return parameters;
    }

    Map<String, String> response() {
        return response;
    }

    TrailResources resources() {
        return resources;
    }

    /** What the lake says that it was decided by, where that was more than one permission. */
    List<TrailAsked> asked() {
        return asked;
    }

    /** Whether it says of which role the caller is a session, and since when. */
    boolean hasSession() {
        return session;
    }

    /** Reads the value of a member that the parser has the name of. */
    void member(String name, JsonParser json) throws IOException {
        var token = json.nextToken();
        switch (name) {
            case "userIdentity" -> texts(token, json, this::identity);
            case "requestParameters" -> all(token, json, TELLING::contains, parameters);
            case "responseElements" -> {
                response = new HashMap<>();
                all(token, json, _ -> true, response);
            }
            case "additionalEventData", "tlsDetails" -> texts(token, json, TrailText::ofTls);
            case "sluice" -> lake(token, json);
            case "resources" -> resources.read(token, json);
            default -> put(TrailText.ofRecord(name), token, json);
        }
    }

    private void lake(JsonToken token, JsonParser json) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            if (name.equals("asked")) {
                asked = TrailAsked.read(value, json);
            } else {
                put(TrailText.ofLake(name), value, json);
            }
        }
    }

    private Optional<TrailText> identity(String name) {
        session |= name.equals("sessionContext");
        return TrailText.ofIdentity(name);
    }

    private void texts(JsonToken token, JsonParser json, Function<String, Optional<TrailText>> wanted)
            throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            put(wanted.apply(name), json.nextToken(), json);
        }
    }

    private void put(Optional<TrailText> which, JsonToken token, JsonParser json) throws IOException {
        if (which.isPresent() && isText(token)) {
            texts.put(which.get(), json.getText());
        } else {
            json.skipChildren();
        }
    }

    private static void all(JsonToken token, JsonParser json, Predicate<String> wanted, Map<String, String> into)
            throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            if (isText(value) && wanted.test(name)) {
                into.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    /** Numbers and booleans are texts as they are written; what has parts is none. */
    private static boolean isText(JsonToken token) {
        return token.isScalarValue() && token != JsonToken.VALUE_NULL;
    }
}
