package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a view behind a function URL answers; its refusals are those of S3. */
record HttpAnswer(HttpExecuteResponse response) implements AutoCloseable {
    private static final ObjectMapper TREE = new ObjectMapper();
    private static final Pattern RANGE = Pattern.compile("bytes \\d+-(\\d+)/(\\d+)");
    /** Longer than any refusal is. */
    private static final int MOST = 1 << 16;

    HttpAnswer {
        requireNonNull(response);
    }

    int status() {
        return response.httpResponse().statusCode();
    }

    Optional<String> header(String name) {
        return response.httpResponse().firstMatchingHeader(name);
    }

    InputStream body() {
        return response.responseBody().<InputStream>map(body -> body).orElseGet(InputStream::nullInputStream);
    }

    /** Where the next range starts; none where all is here. */
    OptionalLong next() {
        return header("content-range")
                .map(RANGE::matcher)
                .filter(range -> range.matches())
                .map(range -> new long[] {Long.parseLong(range.group(1)) + 1, Long.parseLong(range.group(2))})
                .filter(range -> range[0] < range[1])
                .map(range -> OptionalLong.of(range[0]))
                .orElseGet(OptionalLong::empty);
    }

    /** @throws S3Exception where it is not what was asked for */
    HttpAnswer orRefuse() throws IOException {
        if (status() == 200 || status() == 206) {
            return this;
        }
        try (this) {
            throw refusal(body().readNBytes(MOST));
        }
    }

    /** The door says {@code title} and {@code detail}, Lambda itself only {@code Message}. */
    private S3Exception refusal(byte[] body) throws IOException {
        JsonNode json;
        try {
            json = TREE.readTree(body);
        } catch (JsonProcessingException other) {
            json = TREE.createObjectNode();
        }
        return refusal(
                status(),
                json.path("title").asText("Http" + status()),
                json.path("detail").asText(json.path("Message").asText("")));
    }

    static S3Exception refusal(int status, String code, String message) {
        var details = AwsErrorDetails.builder().errorCode(code).errorMessage(message);
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(details.build())
                .message(message)
                .build();
    }

    @Override
    public void close() throws IOException {
        body().close();
    }
}
