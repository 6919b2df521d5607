package io.sluice.lake.lambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Counts the invocations of each function that are going on, and bounds those with reserved concurrency. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">configuring reserved concurrency</a>.
 */
final class Concurrency {
    private final Map<FunctionReference, Integer> running = new HashMap<>();

    /** @throws AwsException {@code TooManyRequestsException} */
    synchronized void enter(FunctionReference function, OptionalInt reserved) {
        int now = running.getOrDefault(function, 0);
        if (reserved.isPresent() && now >= reserved.getAsInt()) {
            throw new AwsException(
                    ErrorCode.TooManyRequestsException,
                    ErrorCode.TooManyRequestsException.message(),
                    Map.of("Reason", "ReservedFunctionConcurrentInvocationLimitExceeded"));
        }
        running.put(function, now + 1);
    }

    synchronized void leave(FunctionReference function) {
        running.merge(function, -1, (now, less) -> now + less == 0 ? null : now + less);
    }
}
