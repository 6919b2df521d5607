package io.sluice.lake.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.lambda.FunctionState.EventSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How a function's asynchronous invocations are treated: <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html">PutFunctionEventInvokeConfig</a> and what goes
 * with it.
 */
final class EventConfigurations {
    private static final int SHORTEST_AGE = 60;

    private final Functions functions;

    EventConfigurations(Functions functions) {
        this.functions = functions;
    }

    /** What it does not say is as it was at first. */
    LambdaAnswer put(FunctionReference function, JsonNode request) {
        return change(function, request, Functions.NO_EVENT_SETTINGS);
    }

    /** What it does not say stays. */
    LambdaAnswer update(FunctionReference function, JsonNode request) {
        return change(function, request, require(functions.require(function)));
    }

    private LambdaAnswer change(FunctionReference function, JsonNode request, EventSettings before) {
        var longest = (int) EventSettings.LONGEST_AGE.toSeconds();
        var settings = new EventSettings(
                ConfigurationReader.number(
                        request, "MaximumRetryAttempts", 0, EventSettings.MOST_RETRIES, before.retries()),
                Duration.ofSeconds(
                        ConfigurationReader.number(request, "MaximumEventAgeInSeconds", SHORTEST_AGE, longest, (int)
                                before.age().toSeconds())),
                request.has("DestinationConfig") ? onFailure(request.get("DestinationConfig")) : before.onFailure(),
                functions.clock().instant());
        var state = functions
                .store()
                .update(function, functions.arn(function), each -> each.withEvents(Optional.of(settings)));
        return LambdaAnswer.json(200, json(state.arn(), settings));
    }

    private static Optional<String> onFailure(JsonNode destinations) {
        if (ConfigurationReader.text(destinations.path("OnSuccess"), "Destination")
                .isPresent()) {
            throw CodeStore.invalid("OnSuccess destinations are not part of this lake.");
        }
        return ConfigurationReader.text(destinations.path("OnFailure"), "Destination")
                .filter(arn -> !arn.isEmpty())
                .map(Destinations::onFailure);
    }

    LambdaAnswer get(FunctionReference function) {
        var state = functions.require(function);
        return LambdaAnswer.json(200, json(state.arn(), require(state)));
    }

    LambdaAnswer delete(FunctionReference function) {
        functions.store().update(function, functions.arn(function), before -> {
            require(before);
            return before.withEvents(Optional.empty());
        });
        return LambdaAnswer.empty(204);
    }

    LambdaAnswer list(FunctionReference function) {
        var state = functions.require(function);
        var json = Json.object();
        var all = json.putArray("FunctionEventInvokeConfigs");
        state.events().ifPresent(settings -> all.add(json(state.arn(), settings)));
        return LambdaAnswer.json(200, json);
    }

    private static EventSettings require(FunctionState state) {
        return state.events()
                .orElseThrow(() -> new AwsException(
                        ErrorCode.ResourceNotFoundException,
                        "The function " + state.arn() + ":" + FunctionReference.LATEST
                                + " doesn't have an EventInvokeConfig"));
    }

    private static ObjectNode json(String arn, EventSettings settings) {
        var json = Json.object()
                .put("LastModified", settings.modified().getEpochSecond())
                .put("FunctionArn", arn + ":" + FunctionReference.LATEST)
                .put("MaximumRetryAttempts", settings.retries())
                .put("MaximumEventAgeInSeconds", settings.age().toSeconds());
        var destinations = json.putObject("DestinationConfig");
        destinations.putObject("OnSuccess");
        var onFailure = destinations.putObject("OnFailure");
        settings.onFailure().ifPresent(arnOfBucket -> onFailure.put("Destination", arnOfBucket));
        return json;
    }
}
