package io.sluice.lake.objectlambda;

import io.sluice.iam.NamedPolicy;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.lambda.FunctionReference;
import io.sluice.lake.lambda.Functions;
import io.sluice.lake.lambda.InvokeResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Invokes the functions that are deployed in this lake. */
public final class DeployedFunctions implements Invoker {
    private final Functions functions;

    public DeployedFunctions(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Outcome invoke(String functionArn, byte[] event, Instant deadline) {
        try {
            return outcome(functions.invoke(functions.reference(functionArn), event, deadline));
        } catch (AwsException refusal) {
            return switch (refusal.code()) {
                case ResourceNotFoundException -> new Outcome.NotFound();
                case TooManyRequestsException -> new Outcome.Throttled();
                default -> new Outcome.NotInvoked(refusal.getMessage());
            };
        }
    }

    private static Outcome outcome(InvokeResult result) {
        return switch (result) {
            case InvokeResult.Answered answered ->
                new Outcome.Returned(new String(answered.payload().bytes(), StandardCharsets.UTF_8));
            case InvokeResult.Failed failed ->
                switch (failed.cause()) {
                    case TIMEOUT -> new Outcome.TimedOut();
                    case HANDLER, INITIALIZATION, MEMORY, EXIT, RESPONSE -> new Outcome.Threw();
                };
        };
    }

    @Override
    public Optional<NamedPolicy> policy(String functionArn) {
        return reference(functionArn).flatMap(functions::policy);
    }

    /** Whether it is there is said only to who may invoke it. */
    private Optional<FunctionReference> reference(String functionArn) {
        try {
            return Optional.of(functions.reference(functionArn));
        } catch (AwsException e) {
            if (e.code() == ErrorCode.ResourceNotFoundException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
