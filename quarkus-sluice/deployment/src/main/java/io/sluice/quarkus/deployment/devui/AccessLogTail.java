package io.sluice.quarkus.deployment.devui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The last requests of an access log, as a table wants them. */
record AccessLogTail(int newest) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    List<Map<String, Object>> of(Stream<String> lines) {
        var last = new ArrayDeque<String>(newest);
        lines.forEach(line -> {
            if (last.size() == newest) {
                last.removeFirst();
            }
            last.addLast(line);
        });
        return last.reversed().stream().map(AccessLogTail::row).toList();
    }

    private static Map<String, Object> row(String line) {
        try {
            return row(JSON.readTree(line));
        } catch (JsonProcessingException halfWritten) {
            return Map.of(
                    "time",
                    "",
                    "event",
                    "(being written)",
                    "who",
                    "",
                    "resources",
                    List.of(),
                    "refused",
                    false,
                    "decision",
                    "",
                    "deciding",
                    "");
        }
    }

    private static Map<String, Object> row(JsonNode event) {
        var row = new LinkedHashMap<String, Object>();
        var error = event.path("errorCode").asText();
        row.put("time", event.path("eventTime").asText());
        row.put("event", event.path("eventName").asText());
        row.put("who", event.at("/userIdentity/arn").asText());
        row.put("resources", resources(event));
        row.put("refused", !error.isEmpty());
        row.put("decision", error.isEmpty() ? "allowed" : error);
        row.put("deciding", deciding(event.path("sluice")));
        return row;
    }

    private static List<String> resources(JsonNode event) {
        return StreamSupport.stream(event.path("resources").spliterator(), false)
                .map(resource -> resource.path("ARN").asText())
                .toList();
    }

    /** Document and statement; the kind of policy that did not allow, where no statement decided. */
    private static String deciding(JsonNode deciding) {
        return Stream.of("decision", "policyType", "document", "statement")
                .map(member -> deciding.path(member).asText())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
