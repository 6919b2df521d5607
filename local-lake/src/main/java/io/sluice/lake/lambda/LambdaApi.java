package io.sluice.lake.lambda;

import io.sluice.lake.access.RequestGate;
import io.sluice.lake.accesspoint.ControlPermission;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lambda's API. Nothing is told of a function, not even whether it is there, before the caller is allowed to ask. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/welcome.html">the Lambda API</a>.
 */
public final class LambdaApi {
    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">50 MiB of zip, in Base64</a>. */
    static final int MOST_BODY = 70_167_211;

    private final Functions functions;
    private final Administration administration;
    private final Permissions permissions;
    private final Urls urls;
    private final EventConfigurations events;
    private final Invoking invoking;

    public LambdaApi(Functions functions) {
        this.functions = functions;
        administration = new Administration(functions);
        permissions = new Permissions(functions);
        urls = new Urls(functions);
        events = new EventConfigurations(functions);
        invoking = new Invoking(functions);
    }

    /** The ARN of the function that a call is about. */
    public Optional<String> function(LambdaCall call) {
        return call.function().map(_ -> functions.arn(call.reference(functions.place())));
    }

    /**
     * Performs the operation.
     *
     * @param body verified while it is read, and always read to its end before anything is done
     * @throws AwsException where it is refused; {@link LambdaAnswer#refusal} gives it the form it has here
     */
    public LambdaAnswer answer(LambdaCall call, InputStream body, RequestGate gate) throws IOException {
        var bytes = body.readNBytes(MOST_BODY + 1);
        if (bytes.length > MOST_BODY) {
            throw new AwsException(
                    ErrorCode.RequestTooLargeException,
                    "Request must be smaller than " + MOST_BODY + " bytes for the " + call.action() + " operation");
        }
        return switch (call.action()) {
            case CreateFunction -> administration.create(Json.request(bytes), gate);
            case ListFunctions -> {
                gate.require(new ControlPermission(
                        "lambda:ListFunctions", "*", functions.place().account(), Map.of()));
                yield administration.list(call);
            }
            case Invoke -> {
                require(call, gate, Map.of());
                yield invoking.invoke(call, bytes);
            }
            case AddPermission -> permissions.add(reference(call), Json.request(bytes), gate);
            default -> {
                require(call, gate, urls.conditions(call, bytes));
                yield allowed(call, bytes, gate);
            }
        };
    }

    private LambdaAnswer allowed(LambdaCall call, byte[] bytes, RequestGate gate) {
        var function = reference(call);
        return switch (call.action()) {
            case GetFunction -> administration.get(function);
            case GetFunctionConfiguration -> administration.configuration(function);
            case DeleteFunction -> administration.delete(function);
            case UpdateFunctionCode -> administration.updateCode(function, Json.request(bytes));
            case UpdateFunctionConfiguration -> administration.updateConfiguration(function, Json.request(bytes), gate);
            case PutFunctionConcurrency -> administration.putConcurrency(function, Json.request(bytes));
            case GetFunctionConcurrency -> administration.concurrency(function);
            case DeleteFunctionConcurrency -> administration.deleteConcurrency(function);
            case GetPolicy -> permissions.get(function);
            case RemovePermission -> permissions.remove(function, call);
            case CreateFunctionUrlConfig -> urls.create(function, Json.request(bytes));
            case UpdateFunctionUrlConfig -> urls.update(function, Json.request(bytes));
            case GetFunctionUrlConfig -> urls.get(function);
            case DeleteFunctionUrlConfig -> urls.delete(function);
            case ListFunctionUrlConfigs -> urls.list(function);
            case PutFunctionEventInvokeConfig -> events.put(function, Json.request(bytes));
            case UpdateFunctionEventInvokeConfig -> events.update(function, Json.request(bytes));
            case GetFunctionEventInvokeConfig -> events.get(function);
            case DeleteFunctionEventInvokeConfig -> events.delete(function);
            case ListFunctionEventInvokeConfigs -> events.list(function);
            case CreateFunction, ListFunctions, Invoke, AddPermission ->
                throw new IllegalArgumentException(call.action() + " asks for its permission itself");
        };
    }

    private FunctionReference reference(LambdaCall call) {
        return call.reference(functions.place());
    }

    /** The function's own policy has a say in everything that is done to it. */
    private void require(LambdaCall call, RequestGate gate, Map<String, List<String>> conditions) {
        var function = reference(call);
        var permission = new ControlPermission(
                call.action().permission(),
                functions.arn(function),
                functions.place().account(),
                conditions);
        gate.require(permission, functions.policy(function));
    }
}
