package io.sluice.lake.lambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>: with an answer, as an event, or to see whether one
 * may.
 */
final class Invoking {
    static final int MOST_EVENT = 1024 * 1024;
    static final int MOST_REQUEST = 6 * 1024 * 1024;
    /** A function ends by its own timeout before that. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final Functions functions;

    Invoking(Functions functions) {
        this.functions = functions;
    }

    LambdaAnswer invoke(LambdaCall call, byte[] body) {
        var function = call.reference(functions.place());
        functions.require(function);
        var type = call.header("x-amz-invocation-type").orElse("RequestResponse");
        return switch (type) {
            case "DryRun" -> LambdaAnswer.empty(204);
            case "Event" -> event(functions.enqueue(function, event(body, MOST_EVENT)));
            case "RequestResponse" -> {
                var until = functions.clock().instant().plus(LONGEST);
                var request = new InvokeRequest(
                        InvokeRequest.newId(),
                        Payload.of(event(body, MOST_REQUEST)),
                        call.header("x-amz-client-context").map(Invoking::decoded),
                        until);
                yield answer(call, functions.invoke(function, request));
            }
            default ->
                throw CodeStore.invalid("Value '" + type + "' at 'invocationType' failed to satisfy constraint: "
                        + "Member must satisfy enum value set: [RequestResponse, Event, DryRun]");
        };
    }

    /** The runtime gets it as the JSON that it is. */
    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new AwsException(
                    ErrorCode.InvalidRequestContentException,
                    "Client context must be a valid Base64-encoded JSON object.");
        }
    }

    private static byte[] event(byte[] body, int most) {
        if (body.length > most) {
            throw new AwsException(
                    ErrorCode.RequestTooLargeException,
                    "Request must be smaller than " + most + " bytes for the InvokeFunction operation");
        }
        if (body.length == 0) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        if (!Json.isJson(body)) {
            throw new AwsException(
                    ErrorCode.InvalidRequestContentException,
                    "Could not parse request body into json: it is not one JSON value.");
        }
        return body;
    }

    private static LambdaAnswer event(String requestId) {
        var answer = LambdaAnswer.empty(202);
        answer.headers().set("x-amzn-RequestId", requestId);
        return answer;
    }

    private static LambdaAnswer answer(LambdaCall call, InvokeResult result) {
        var answer = LambdaAnswer.of(200, result.payload().bytes());
        Headers headers = answer.headers();
        headers.set("Content-Type", "application/json");
        headers.set("x-amzn-RequestId", result.requestId());
        headers.set("X-Amz-Executed-Version", FunctionReference.LATEST);
        if (result instanceof InvokeResult.Failed) {
            headers.set("X-Amz-Function-Error", "Unhandled");
        }
        if (call.header("x-amz-log-type").filter("Tail"::equals).isPresent()) {
            headers.set(
                    "X-Amz-Log-Result",
                    Base64.getEncoder().encodeToString(result.log().getBytes(StandardCharsets.UTF_8)));
        }
        return answer;
    }
}
