package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;

/**
 * How a function ended, and what its caller is told where it did not answer. From the <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#S3ObjectLambdaErrorCodeList">list of S3 Object Lambda error
 * codes</a>.
 */
public sealed interface Outcome {
    /** It returned this JSON. */
    record Returned(String payload) implements Outcome {
        @Override
        public String toString() {
            return "Returned[" + payload.length() + " characters]";
        }
    }

    /** It failed while it ran. What it said of that is for its log, not for the caller. */
    record Threw() implements Outcome {}

    /** It took longer than it may. */
    record TimedOut() implements Outcome {}

    /** As many of it run already as may. */
    record Throttled() implements Outcome {}

    /** There is no such function, version or alias. */
    record NotFound() implements Outcome {}

    /** It could not be started. */
    record NotInvoked(String reason) implements Outcome {}

    /** What the caller is told, unless the function wrote an answer. */
    default AwsException refusal() {
        return switch (this) {
            case Returned _ -> new AwsException(ErrorCode.LambdaResponseNotReceived);
            case Threw _ -> new AwsException(ErrorCode.LambdaRuntimeError);
            case TimedOut _ -> new AwsException(ErrorCode.LambdaTimeout);
            case Throttled _ -> new AwsException(ErrorCode.SlowDown);
            case NotFound _ -> new AwsException(ErrorCode.LambdaNotFound);
            case NotInvoked(var reason) ->
                new AwsException(
                        ErrorCode.LambdaInvocationFailed, ErrorCode.LambdaInvocationFailed.message() + " " + reason);
        };
    }
}
