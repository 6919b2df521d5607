package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lake.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a function answers, as HTTP: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads">the response payload format</a>, and <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">the prelude of a streamed
 * one</a>.
 */
final class UrlResponse {
    static final String STREAMED = "application/vnd.awslambda.http-integration-response";
    private static final int SEPARATOR = 8;
    private static final int LONGEST_PRELUDE = 64 * 1024;
    private static final int FIRST_STATUS = 100;
    private static final int LAST_STATUS = 599;
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "transfer-encoding", "keep-alive", "upgrade", "content-length");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    private UrlResponse() {}

    /** The answer is not one that HTTP could carry: it is told as a failure of the function. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    static LambdaAnswer buffered(byte[] payload, boolean head) throws UnusableException {
        if (!Json.isJson(payload)) {
            throw new UnusableException("The function did not answer with JSON.");
        }
        var json = Json.read(payload);
        if (!json.has("statusCode")) {
            var text = json.isTextual() ? json.textValue() : Json.text(json);
            return LambdaAnswer.text(200, "application/json", text);
        }
        var bytes = body(json);
        var headers = headers(json);
        if (!headers.has("content-type")) {
            headers.set("Content-Type", "application/json");
        }
        var told = length(json).filter(_ -> head);
        return new LambdaAnswer(status(json), headers, told.orElse((long) bytes.length), out -> out.write(bytes));
    }

    /** @param after called when the body was taken, or could not be */
    static LambdaAnswer streamed(Reply.Body body, Runnable after) throws IOException, UnusableException {
        var in = body.in();
        var prelude = body.contentType().equals(STREAMED)
                ? prelude(in)
                : (JsonNode) Json.object().put("statusCode", 200);
        var headers = headers(prelude);
        if (!headers.has("content-type")) {
            headers.set("Content-Type", "application/octet-stream");
        }
        return new LambdaAnswer(status(prelude), headers, length(prelude).orElse(-1L), out -> {
            try {
                in.transferTo(out);
            } finally {
                after.run();
            }
        });
    }

    private static JsonNode prelude(InputStream in) throws IOException, UnusableException {
        var bytes = new ByteArrayOutputStream();
        for (var zeros = 0; zeros < SEPARATOR; ) {
            var b = in.read();
            if (b < 0 || bytes.size() > LONGEST_PRELUDE) {
                throw new UnusableException("The answer has no prelude.");
            }
            zeros = b == 0 ? zeros + 1 : 0;
            if (b != 0) {
                bytes.write(b);
            }
        }
        if (!Json.isJson(bytes.toByteArray())) {
            throw new UnusableException("The prelude of the answer is not JSON.");
        }
        return Json.read(bytes.toByteArray());
    }

    private static int status(JsonNode json) throws UnusableException {
        var status = json.path("statusCode").asInt(json.has("statusCode") ? -1 : 200);
        if (status < FIRST_STATUS || status > LAST_STATUS) {
            throw new UnusableException("The status code is not one.");
        }
        return status;
    }

    private static Headers headers(JsonNode json) throws UnusableException {
        var headers = new Headers();
        for (var each : json.path("headers").properties()) {
            add(headers, each.getKey(), each.getValue().asText());
        }
        for (var cookie : json.path("cookies")) {
            add(headers, "Set-Cookie", cookie.asText());
        }
        return headers;
    }

    private static void add(Headers headers, String name, String value) throws UnusableException {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new UnusableException("A header is not one.");
        }
        if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            headers.add(name, value);
        }
    }

    private static Optional<Long> length(JsonNode json) {
        for (var each : json.path("headers").properties()) {
            if (each.getKey().equalsIgnoreCase("content-length")
                    && each.getValue().asText().matches("\\d{1,18}")) {
                return Optional.of(Long.parseLong(each.getValue().asText()));
            }
        }
        return Optional.empty();
    }

    private static byte[] body(JsonNode json) throws UnusableException {
        var body = json.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        var text = body.isTextual() ? body.textValue() : Json.text(body);
        if (!json.path("isBase64Encoded").asBoolean(false)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new UnusableException("The body is not Base64.");
        }
    }
}
