package io.sluice.lake.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reading and writing JSON; a name that is there twice is refused, since two readers could take another of the two. */
final class Json {
    /** A zip of 50 MiB in Base64 is one string. */
    private static final int LONGEST_STRING = 72 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(JsonNode json) {
        return json.toString();
    }

    /** What the lake wrote itself. */
    static JsonNode read(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a function wrote: JSON, or what it is as a text. */
    static JsonNode readOrText(byte[] bytes) {
        return isJson(bytes)
                ? read(bytes)
                : MAPPER.getNodeFactory().textNode(new String(bytes, StandardCharsets.UTF_8));
    }

    /** Whether the bytes are one JSON value. */
    static boolean isJson(byte[] bytes) {
        try {
            return !MAPPER.readTree(bytes).isMissingNode();
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * The body of a request to Lambda's API.
     *
     * @throws AwsException {@code SerializationException} where it is no JSON object; no body is an empty one
     */
    static JsonNode request(byte[] body) {
        if (body.length == 0) {
            return object();
        }
        try {
            var json = MAPPER.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException _) {
            // Refused below: what cannot be parsed may hold a secret and is not told.
        }
        throw new AwsException(ErrorCode.SerializationException, "The body of the request is not a JSON object.");
    }
}
