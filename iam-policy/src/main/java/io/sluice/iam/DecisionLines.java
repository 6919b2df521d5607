package io.sluice.iam;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decides one JSON request a line and writes one JSON decision a line, for programs. A request:
 * {@code {"principal":{"arn","account","tags":{},"orgId"},"action","resource","resourceAccount","context":{key: value or
 * [values]},"identityPolicies":[…],"resourcePolicy":{…},"accessPointPolicy":{…},"accessPoint":{"arn","bucket",
 * "networkOrigin"},"permissionsBoundary":{…},"sessionPolicies":[…],"serviceControlPolicies":[[…]],
 * "resourceControlPolicies":[[…]],"vpcEndpointPolicy":{…}}}. Only action, resource and, where the ARN does not tell it,
 * resourceAccount must be there; without a principal the request is anonymous. The answer:
 * {@code {"decision","policyType","document","statement","message"}}, for a bad line {@code {"error","line"}}.
 */
public final class DecisionLines {
    private static final JsonFactory JSON = new JsonFactory();

    private DecisionLines() {}

    /**
     * Answers every line of the input; empty lines are passed over.
     *
     * @return the exit code: 0, or 2 where a line was no request
     */
    public static int run(InputStream in, OutputStream out) throws IOException {
        return run(in, out, false);
    }

    /**
     * The same, with the statements that came near in {@code nearMisses}.
     *
     * @return the exit code: 0, or 2 where a line was no request
     */
    public static int explain(InputStream in, OutputStream out) throws IOException {
        return run(in, out, true);
    }

    private static int run(InputStream in, OutputStream out, boolean explain) throws IOException {
        int exit = 0;
        var lines = new BufferedInputStream(in);
        try (var json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            int number = 0;
            for (var line = line(lines); line != null; line = line(lines)) {
                number++;
                if (line.length > 0 && !answer(line, number, json, explain)) {
                    exit = 2;
                }
                // Whoever waits for the answer before the next question gets it.
                if (in.available() == 0 && lines.available() == 0) {
                    json.flush();
                }
            }
        }
        return exit;
    }

    private static boolean answer(byte[] line, int number, JsonGenerator json, boolean explain) throws IOException {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            if (text.isBlank()) {
                return true;
            }
            var question = RequestReader.read(text);
            write(PolicyEvaluator.explain(question.request(), question.policies()), json, explain);
            return true;
        } catch (PolicyException | IllegalArgumentException e) {
            error(e.getMessage(), number, json);
        } catch (CharacterCodingException e) {
            error("The line is not UTF-8", number, json);
        }
        return false;
    }

    private static void error(String message, int number, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("error", message);
        json.writeNumberField("line", number);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void write(Explanation explanation, JsonGenerator json, boolean explain) throws IOException {
        var decision = explanation.decision();
        json.writeStartObject();
        json.writeStringField(
                "decision",
                switch (decision) {
                    case Decision.Allowed _ -> "Allowed";
                    case Decision.ExplicitlyDenied _ -> "ExplicitlyDenied";
                    case Decision.ImplicitlyDenied _ -> "ImplicitlyDenied";
                });
        json.writeStringField("policyType", decision.policyType().text());
        orNull("document", decision.document(), json);
        orNull("statement", decision.statement(), json);
        json.writeStringField("message", explanation.message());
        if (explain) {
            json.writeArrayFieldStart("nearMisses");
            for (var miss : explanation.nearMisses()) {
                json.writeStartObject();
                json.writeStringField("policyType", miss.policyType().text());
                json.writeStringField("document", miss.document());
                json.writeStringField("statement", miss.statement());
                json.writeStringField("element", miss.element().text());
                json.writeStringField("detail", miss.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void orNull(String name, String value, JsonGenerator json) throws IOException {
        if (value.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    /** The next line without its end, or null. */
    private static byte[] line(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        var line = new ByteArrayOutputStream(1024);
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }
}
