package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the access log back: every refusal is there, with what decided it. */
final class AccessLogStep {
    private AccessLogStep() {}

    static Story.Outcome read(Path log) throws IOException {
        var json = new ObjectMapper();
        long requests = 0;
        long refused = 0;
        JsonNode last = json.nullNode();
        for (var line : Files.readAllLines(log)) {
            var event = json.readTree(line);
            requests++;
            if (event.path("errorCode").asText().equals("AccessDenied")) {
                refused++;
                last = event.has("sluice") && event.at("/userIdentity/arn").isTextual() ? event : last;
            }
        }
        var text = "%d requests, %d of them AccessDenied; the last that policies decided:%n%s by %s%n%s"
                .formatted(
                        requests,
                        refused,
                        last.path("eventName").asText(),
                        last.at("/userIdentity/arn").asText(),
                        last.path("sluice"));
        return Story.Outcome.expect(refused > 0 && last.has("sluice"), text);
    }
}
