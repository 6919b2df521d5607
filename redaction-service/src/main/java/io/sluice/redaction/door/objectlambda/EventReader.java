package io.sluice.redaction.door.objectlambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.redaction.door.objectlambda.ObjectLambdaEvent.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the event from its JSON; the library's own class lacks parts of it. */
final class EventReader {
    private static final ObjectMapper TREE = new ObjectMapper();
    private static final List<String> CONTEXTS =
            List.of("getObjectContext", "headObjectContext", "listObjectsContext", "listObjectsV2Context");

    private EventReader() {}

    /**
     * @throws IOException where it is no event of S3 Object Lambda; the message holds nothing of it
     */
    static ObjectLambdaEvent read(InputStream event) throws IOException {
        JsonNode json;
        try {
            json = TREE.readTree(event);
        } catch (IOException malformed) {
            throw new IOException("the event is no JSON");
        }
        String context = CONTEXTS.stream()
                .filter(json::has)
                .findFirst()
                .orElseThrow(() -> new IOException("the event has none of " + String.join(", ", CONTEXTS)));
        JsonNode details = json.get(context);
        JsonNode request = json.path("userRequest");
        return new ObjectLambdaEvent(
                operation(context, details),
                text(details, "inputS3Url"),
                text(json.path("configuration"), "payload"),
                headers(request.path("headers")),
                parameter(request.path("url").asText(), "partNumber"));
    }

    private static Operation operation(String context, JsonNode details) throws IOException {
        return switch (context) {
            case "getObjectContext" -> new Operation.Get(text(details, "outputRoute"), text(details, "outputToken"));
            case "headObjectContext" -> new Operation.Head();
            default -> new Operation.ListKeys();
        };
    }

    private static String text(JsonNode json, String name) throws IOException {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw new IOException("the event has no " + name);
        }
        return value.asText();
    }

    private static Map<String, String> headers(JsonNode json) {
        Map<String, String> headers = new HashMap<>();
        json.properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    /** The URL is decoded and so ambiguous, which for a number does not matter. */
    private static Optional<String> parameter(String url, String name) {
        int query = url.indexOf('?');
        if (query < 0) {
            return Optional.empty();
        }
        for (String pair : url.substring(query + 1).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }
}
