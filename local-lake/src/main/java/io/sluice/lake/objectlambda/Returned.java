package io.sluice.lake.objectlambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a function returned for {@code HeadObject} or a listing. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-writing-lambda.html">writing functions for Object Lambda</a>.
 *
 * @param length what {@code HEAD} tells
 * @param document of a listing
 */
record Returned(Response response, OptionalLong length, Optional<String> document) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The answer to {@code HeadObject}.
     *
     * @throws AwsException {@code LambdaInvalidResponse}
     */
    static Returned head(String payload) {
        return read(payload, Returned::head);
    }

    /** The answer to {@code ListObjects} or {@code ListObjectsV2}, with the same exception. */
    static Returned list(String payload, boolean second) {
        return read(payload, json -> list(json, second));
    }

    @FunctionalInterface
    private interface Reader {
        Returned read(JsonNode json);
    }

    private static Returned read(String payload, Reader reader) {
        try {
            var json = JSON.readTree(payload);
            if (!json.isObject()) {
                throw invalid("The function must return an object.");
            }
            return reader.read(json);
        } catch (IOException _) {
            throw invalid("The function did not return JSON.");
        } catch (AwsException e) {
            throw e.code() == ErrorCode.ValidationError ? invalid(e.getMessage()) : e;
        }
    }

    private static Returned head(JsonNode json) {
        var headers = new Headers();
        var length = OptionalLong.empty();
        for (var field : json.path("headers").properties()) {
            var name = field.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("content-length")) {
                length = OptionalLong.of(length(field.getValue()));
            } else if (!field.getValue().isNull()) {
                header(headers, name, scalar(field.getValue()));
            }
        }
        json.path("metadata")
                .properties()
                .forEach(entry -> header(
                        headers, "x-amz-meta-" + entry.getKey().toLowerCase(Locale.ROOT), scalar(entry.getValue())));
        var response = new Response(status(json), headers, failure(json));
        if (response.status() == 200 && length.isEmpty()) {
            throw invalid("The header Content-Length is missing.");
        }
        return new Returned(response, length, Optional.empty());
    }

    private static void header(Headers headers, String name, String value) {
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= 0xff && c != 0x7f))) {
            throw invalid("The value of " + name + " is no header value.");
        }
        if (name.matches("x-amz-meta-[!#$%&'*+.^_`|~0-9a-z-]+")) {
            headers.set(name, value);
        } else {
            Response.set(headers, name, value);
        }
    }

    private static long length(JsonNode value) {
        var text = scalar(value);
        if (!text.matches("\\d{1,18}")) {
            throw invalid("Content-Length is no length.");
        }
        return Long.parseLong(text);
    }

    private static String scalar(JsonNode value) {
        if (!value.isValueNode()) {
            throw invalid("A header must be a text, a number or a boolean.");
        }
        return value.asText();
    }

    private static Returned list(JsonNode json, boolean second) {
        var response = new Response(status(json), new Headers(), failure(json));
        var xml = json.path("listResultXml");
        var result = json.path("listBucketResult");
        boolean hasXml = xml.isTextual();
        boolean hasResult = result.isObject();
        if (response.error().isPresent() || response.status() != 200) {
            return new Returned(response, OptionalLong.empty(), Optional.empty());
        }
        if (hasXml == hasResult) {
            throw invalid("Exactly one of listResultXml and listBucketResult is needed.");
        }
        var document = hasXml ? xml.textValue() : ListDocument.of(result, second);
        return new Returned(response, OptionalLong.empty(), Optional.of(document));
    }

    private static int status(JsonNode json) {
        var status = json.path("statusCode");
        if (!status.isIntegralNumber() || !status.canConvertToInt()) {
            throw invalid("The statusCode is missing.");
        }
        return status.intValue();
    }

    private static Optional<Response.Failure> failure(JsonNode json) {
        return Response.failure(text(json, "errorCode"), text(json, "errorMessage"));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue()).filter(text -> !text.isEmpty());
    }

    static AwsException invalid(String why) {
        return new AwsException(ErrorCode.LambdaInvalidResponse, ErrorCode.LambdaInvalidResponse.message() + " " + why);
    }
}
