package io.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the services' JSON interfaces. An answer that says it failed is an exception with what it says. */
final class JsonHttp {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    JsonNode get(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).timeout(LIMIT).build());
    }

    JsonNode post(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .POST(BodyPublishers.noBody())
                .build());
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
