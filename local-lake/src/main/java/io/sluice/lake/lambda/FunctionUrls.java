package io.sluice.lake.lambda;

import static java.lang.System.Logger.Level.WARNING;

import io.sluice.lake.access.RequestGate;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.lambda.FunctionState.AuthType;
import io.sluice.lake.lambda.UrlResponse.UnusableException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Functions as HTTP servers. Whoever comes in must be allowed {@code lambda:InvokeFunctionUrl} and {@code lambda:InvokeFunction}, by its
 * own policies or the function's; without authentication, by the function's alone. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">control access to Lambda function URLs</a>.
 */
public final class FunctionUrls {
    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Of a request</a>. */
    public static final int MOST_BODY = Invoking.MOST_REQUEST;

    private static final System.Logger LOG = System.getLogger(FunctionUrls.class.getName());
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final String FORBIDDEN =
            "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

    private final Functions functions;

    public FunctionUrls(Functions functions) {
        this.functions = functions;
    }

    /** The ARN of the function behind a URL. */
    public Optional<String> function(String urlId) {
        return functions.store().byUrl(urlId).map(FunctionState::arn);
    }

    /** Whether requests to this URL must be signed; where there is no such URL, they must too. */
    public boolean isAuthenticated(String urlId) {
        return functions
                .store()
                .byUrl(urlId)
                .flatMap(FunctionState::url)
                .filter(url -> url.auth() == AuthType.NONE)
                .isEmpty();
    }

    /**
     * Invokes the function and gives its answer.
     *
     * @throws AwsException where the request is refused; {@link #refusal} gives it the form that it has here
     */
    public LambdaAnswer answer(UrlRequest request, RequestGate gate) throws IOException {
        var state = functions
                .store()
                .byUrl(request.urlId())
                .orElseThrow(() -> new AwsException(ErrorCode.ResourceNotFoundException, "Not Found"));
        var url = state.url().orElseThrow();
        if (url.auth() == AuthType.AWS_IAM && request.signer().isEmpty()) {
            throw new AwsException(ErrorCode.AccessDenied);
        }
        require("lambda:InvokeFunctionUrl", state, url, gate);
        require("lambda:InvokeFunction", state, url, gate);
        var event = UrlEvent.of(request, functions.place().region());
        var until = functions.clock().instant().plus(LONGEST);
        var invoke = new InvokeRequest(InvokeRequest.newId(), Payload.of(event), Optional.empty(), until);
        return switch (url.mode()) {
            case BUFFERED -> buffered(state, invoke, request.head().method().equals("HEAD"));
            case RESPONSE_STREAM -> streamed(state, invoke);
        };
    }

    private void require(String action, FunctionState state, FunctionState.Url url, RequestGate gate) {
        var conditions =
                new HashMap<String, List<String>>(Urls.condition(url.auth().name()));
        conditions.put("lambda:InvokedViaFunctionUrl", List.of("true"));
        var permission =
                new ControlPermission(action, state.arn(), functions.place().account(), conditions);
        gate.require(permission, state.resourcePolicy());
    }

    private LambdaAnswer buffered(FunctionState state, InvokeRequest invoke, boolean head) {
        return switch (functions.invoke(state.function(), invoke)) {
            case InvokeResult.Failed failed ->
                broken(state, failed.requestId(), failed.cause().name());
            case InvokeResult.Answered answered -> {
                try {
                    yield UrlResponse.buffered(answered.payload().bytes(), head);
                } catch (UnusableException e) {
                    yield broken(state, answered.requestId(), e.getMessage());
                }
            }
        };
    }

    private LambdaAnswer streamed(FunctionState state, InvokeRequest invoke) throws IOException {
        var invocation = functions.begin(state.function(), invoke);
        var reply = invocation.awaitReply(LONGEST);
        if (reply.isEmpty()) {
            return broken(state, invocation.id(), "It took too long.");
        }
        return switch (reply.get()) {
            case Reply.Failure failure ->
                broken(state, invocation.id(), failure.cause().name());
            case Reply.Body body -> {
                try {
                    yield UrlResponse.streamed(body, body::close);
                } catch (UnusableException | IOException e) {
                    body.close();
                    yield broken(state, invocation.id(), e.getMessage());
                }
            }
        };
    }

    /** What is wrong is for the function's owner, not for whoever calls it. */
    private static LambdaAnswer broken(FunctionState state, String requestId, String why) {
        LOG.log(
                WARNING,
                "Function {0} did not answer request {1} of its URL: {2}",
                state.function().name(),
                requestId,
                why);
        return LambdaAnswer.text(502, "application/json", "Internal Server Error");
    }

    /** A refusal as function URLs tell it. */
    public static LambdaAnswer refusal(AwsException refusal) {
        var told = LambdaAnswer.told(refusal);
        var message = told.code() == ErrorCode.AccessDeniedException ? FORBIDDEN : told.getMessage();
        var answer = LambdaAnswer.json(told.code().status(), Json.object().put("Message", message));
        answer.headers().set("x-amzn-ErrorType", told.code().name());
        return answer;
    }
}
