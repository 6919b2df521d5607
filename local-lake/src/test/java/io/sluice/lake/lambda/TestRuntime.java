package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A runtime as a function may bring its own: it is started by a {@code bootstrap}, asks the Runtime API for events, and does what each of
 * them says in its member {@code do}.
 */
final class TestRuntime {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROOT = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
    private static final List<byte[]> KEPT = new ArrayList<>();

    private int served;

    private TestRuntime() {}

    public static void main(String[] args) throws Exception {
        var start = System.getenv().getOrDefault("TEST_START", "");
        switch (start) {
            case "init-error" -> {
                post("init/error", "{\"errorType\":\"Test.Init\",\"errorMessage\":\"cannot start\"}");
                System.exit(1);
            }
            case "exit" -> System.exit(3);
            case "hang" -> Thread.sleep(600_000);
            default -> new TestRuntime().serve();
        }
    }

    private void serve() throws Exception {
        while (true) {
            var connection = open("invocation/next");
            var event = JSON.readTree(connection.getInputStream());
            served++;
            // By its URL: what to do is the body of the request.
            var asked = event.has("requestContext")
                    ? JSON.readTree(event.path("body").asText("{}"))
                    : event;
            perform(asked, event, connection);
        }
    }

    private void perform(JsonNode event, JsonNode whole, HttpURLConnection next) throws Exception {
        var id = next.getHeaderField("Lambda-Runtime-Aws-Request-Id");
        var answer = "invocation/" + id + "/response";
        if (event.has("Records")) {
            // Of S3: the file to write to is in the function's environment.
            Files.writeString(
                    Path.of(System.getenv("TEST_RECORDS")),
                    event + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            post(answer, "null");
            return;
        }
        switch (event.path("do").asText("echo")) {
            case "echo" -> post(answer, JSON.writeValueAsString(event));
            case "whole" -> post(answer, JSON.writeValueAsString(whole));
            case "count" -> post(answer, Integer.toString(served));
            case "pid" -> post(answer, Long.toString(ProcessHandle.current().pid()));
            case "environment" -> post(answer, JSON.writeValueAsString(System.getenv()));
            case "headers" ->
                post(
                        answer,
                        JSON.writeValueAsString(next.getHeaderFields().entrySet().stream()
                                .filter(each -> each.getKey() != null)
                                .collect(java.util.stream.Collectors.toMap(
                                        java.util.Map.Entry::getKey,
                                        each -> each.getValue().getFirst()))));
            case "log" -> {
                System.out.println(event.path("text").asText());
                post(answer, "null");
            }
            case "record" -> {
                record(event);
                post(answer, "null");
            }
            case "record-and-sleep" -> {
                record(event);
                Thread.sleep(event.path("millis").asLong());
                post(answer, "null");
            }
            case "record-and-fail" -> {
                record(event);
                post("invocation/" + id + "/error", "{\"errorType\":\"Test.Error\",\"errorMessage\":\"as asked\"}");
            }
            case "error" ->
                post("invocation/" + id + "/error", "{\"errorType\":\"Test.Error\",\"errorMessage\":\"as asked\"}");
            case "exit" -> System.exit(event.path("status").asInt());
            case "sleep" -> {
                Thread.sleep(event.path("millis").asLong());
                post(answer, "\"slept\"");
            }
            case "fill" -> fill();
            case "large" -> post(answer, "\"" + "x".repeat(event.path("bytes").asInt()) + "\"");
            case "raw" -> post(answer, event.path("text").asText());
            case "stream" -> stream(answer, event);
            default -> throw new IllegalArgumentException(event.toString());
        }
    }

    private static void record(JsonNode event) throws IOException {
        Files.writeString(
                Path.of(event.path("file").asText()),
                event + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Takes memory until somebody stops it. */
    private static void fill() {
        while (true) {
            var block = new byte[8 * 1024 * 1024];
            java.util.Arrays.fill(block, (byte) 1);
            KEPT.add(block);
        }
    }

    private static void stream(String answer, JsonNode event) throws IOException {
        var connection = open(answer);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(0);
        connection.setRequestProperty("Lambda-Runtime-Function-Response-Mode", "streaming");
        connection.setRequestProperty("Content-Type", "application/vnd.awslambda.http-integration-response");
        try (var out = connection.getOutputStream()) {
            out.write(event.path("prelude").toString().getBytes(StandardCharsets.UTF_8));
            out.write(new byte[8]);
            var chunk = "y".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            for (var left = event.path("bytes").asLong(); left > 0; left -= chunk.length) {
                out.write(chunk, 0, (int) Math.min(left, chunk.length));
            }
        }
        connection.getResponseCode();
    }

    private static void post(String path, String body) throws IOException {
        var connection = open(path);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        connection.setFixedLengthStreamingMode(bytes.length);
        try (var out = connection.getOutputStream()) {
            out.write(bytes);
        }
        connection.getResponseCode();
    }

    private static HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) URI.create(ROOT + path).toURL().openConnection();
    }
}
