package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.lambda.FunctionState.AuthType;
import io.sluice.lake.lambda.FunctionState.InvokeMode;
import io.sluice.lake.lambda.FunctionState.Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The configuration of <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html">function URLs</a>. */
final class Urls {
    private static final int ID_LENGTH = 32;

    private final Functions functions;

    Urls(Functions functions) {
        this.functions = functions;
    }

    /** What decides on a call besides its function: the authentication that a URL has or is to have. */
    Map<String, List<String>> conditions(LambdaCall call, byte[] body) {
        return switch (call.action()) {
            case CreateFunctionUrlConfig, UpdateFunctionUrlConfig ->
                ConfigurationReader.text(Json.request(body), "AuthType")
                        .map(Urls::condition)
                        .orElseGet(Map::of);
            case GetFunctionUrlConfig, DeleteFunctionUrlConfig, ListFunctionUrlConfigs ->
                functions
                        .store()
                        .find(call.reference(functions.place()))
                        .flatMap(FunctionState::url)
                        .map(url -> condition(url.auth().name()))
                        .orElseGet(Map::of);
            default -> Map.of();
        };
    }

    static Map<String, List<String>> condition(String authType) {
        return Map.of("lambda:FunctionUrlAuthType", List.of(authType));
    }

    LambdaAnswer create(FunctionReference function, JsonNode request) {
        var now = functions.clock().instant();
        var auth = auth(ConfigurationReader.required(request, "AuthType"));
        var url = new Url(id(functions.arn(function)), auth, mode(request, InvokeMode.BUFFERED), now, now);
        refuseCors(request);
        var state = functions.store().update(function, functions.arn(function), before -> {
            if (before.url().isPresent()) {
                throw new AwsException(
                        ErrorCode.ResourceConflictException,
                        "Failed to create function url config for [functionArn = " + before.arn()
                                + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
            }
            return before.withUrl(Optional.of(url));
        });
        return LambdaAnswer.json(201, json(state, url));
    }

    /** It stays the same for a function of this name, so that whoever was told it can go on using it. */
    static String id(String functionArn) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(functionArn.getBytes(StandardCharsets.UTF_8));
            var text = new java.math.BigInteger(1, hash).toString(36);
            return text.substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static AuthType auth(String text) {
        return constant(text, "AuthType", AuthType::valueOf);
    }

    private static InvokeMode mode(JsonNode request, InvokeMode otherwise) {
        return ConfigurationReader.text(request, "InvokeMode")
                .map(text -> constant(text, "InvokeMode", InvokeMode::valueOf))
                .orElse(otherwise);
    }

    private static <T> T constant(String text, String name, Function<String, T> valueOf) {
        try {
            return valueOf.apply(text);
        } catch (IllegalArgumentException _) {
            throw CodeStore.invalid("Value '" + text + "' at '" + name.toLowerCase(Locale.ROOT)
                    + "' failed to satisfy constraint: Member must satisfy enum value set");
        }
    }

    private static void refuseCors(JsonNode request) {
        if (request.hasNonNull("Cors") && !request.get("Cors").isEmpty()) {
            throw CodeStore.invalid("Cors is not part of this lake: the function answers it itself.");
        }
    }

    LambdaAnswer update(FunctionReference function, JsonNode request) {
        refuseCors(request);
        var state = functions.store().update(function, functions.arn(function), before -> {
            var url = require(before);
            var auth = ConfigurationReader.text(request, "AuthType")
                    .map(Urls::auth)
                    .orElse(url.auth());
            var changed = new Url(
                    url.id(),
                    auth,
                    mode(request, url.mode()),
                    url.created(),
                    functions.clock().instant());
            return before.withUrl(Optional.of(changed));
        });
        return LambdaAnswer.json(200, json(state, require(state)));
    }

    LambdaAnswer get(FunctionReference function) {
        var state = functions.require(function);
        return LambdaAnswer.json(200, json(state, require(state)));
    }

    LambdaAnswer delete(FunctionReference function) {
        functions.store().update(function, functions.arn(function), before -> {
            require(before);
            return before.withUrl(Optional.empty());
        });
        return LambdaAnswer.empty(204);
    }

    LambdaAnswer list(FunctionReference function) {
        var state = functions.require(function);
        var json = Json.object();
        var all = json.putArray("FunctionUrlConfigs");
        state.url().ifPresent(url -> all.add(json(state, url)));
        return LambdaAnswer.json(200, json);
    }

    private static Url require(FunctionState state) {
        return state.url()
                .orElseThrow(() -> new AwsException(
                        ErrorCode.ResourceNotFoundException, "The resource you requested does not exist."));
    }

    private ObjectNode json(FunctionState state, Url url) {
        return Json.object()
                .put("FunctionUrl", functions.url(url.id()))
                .put("FunctionArn", state.arn())
                .put("AuthType", url.auth().name())
                .put("InvokeMode", url.mode().name())
                .put("CreationTime", text(url.created()))
                .put("LastModifiedTime", text(url.modified()));
    }

    private static String text(Instant time) {
        return time.toString();
    }
}
