package io.sluice.redaction.door.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.redaction.door.RefusedException;
import jakarta.inject.Named;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The views behind a function URL whose auth type is {@code AWS_IAM}: {@code QUARKUS_LAMBDA_HANDLER=http}. Who calls stands
 * in the request's context; without that nobody is let in
 * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">invoking function URLs</a>). Answers of
 * functions are of 6 MB at most, Base64 included, so a reader of a larger object asks for ranges.
 */
@Named("http")
final class FunctionUrlHandler implements RequestStreamHandler {
    private static final ObjectMapper TREE = new ObjectMapper();
    static final int MOST = 4_400_000;

    private final ViewsDoor door;

    FunctionUrlHandler(ViewsDoor door) {
        this.door = door;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        JsonNode json;
        try {
            json = TREE.readTree(event);
        } catch (IOException malformed) {
            throw new IOException("the event is no JSON");
        }
        try (ViewAnswer answer = answer(json)) {
            Buffer body = new Buffer();
            answer.body().writeTo(body);
            write(body.full ? tooLarge() : answer, body, out);
        }
    }

    private ViewAnswer answer(JsonNode json) {
        Optional<Caller> caller = Caller.Principal.of(
                json.at("/requestContext/authorizer/iam/userArn").asText(""));
        if (caller.isEmpty()) {
            return ViewsDoor.refused(new RefusedException(403, "AccessDenied", "The request is not signed for IAM"));
        }
        return door.handle(new ViewRequest(
                json.at("/requestContext/http/method").asText(""),
                json.path("rawPath").asText(""),
                json.path("rawQueryString").asText(""),
                headers(json.path("headers")),
                caller.get()));
    }

    private static Map<String, String> headers(JsonNode json) {
        Map<String, String> headers = new TreeMap<>();
        json.properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asText()));
        return headers;
    }

    private static ViewAnswer tooLarge() {
        return ViewsDoor.refused(new RefusedException(
                413,
                "EntityTooLarge",
                "A function URL answers with " + MOST + " bytes at most; ask for a range or a part of the object"));
    }

    private static void write(ViewAnswer answer, Buffer body, OutputStream out) throws IOException {
        Buffer sent = body;
        if (body.full) {
            sent = new Buffer();
            answer.body().writeTo(sent);
        }
        ObjectNode json = TREE.createObjectNode().put("statusCode", answer.status());
        ObjectNode headers = json.putObject("headers");
        answer.headers().forEach(headers::put);
        json.put("body", Base64.getEncoder().encodeToString(sent.toByteArray()));
        json.put("isBase64Encoded", true);
        TREE.writeValue(out, json);
    }

    /** Keeps what fits into an answer. */
    private static final class Buffer extends ByteArrayOutputStream {
        private boolean full;

        @Override
        public synchronized void write(int b) {
            if (count < MOST) {
                super.write(b);
            } else {
                full = true;
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (count + length <= MOST) {
                super.write(bytes, offset, length);
            } else {
                full = true;
            }
        }
    }
}
