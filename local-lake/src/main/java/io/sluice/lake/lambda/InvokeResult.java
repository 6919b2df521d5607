package io.sluice.lake.lambda;

import java.util.Objects;

/** What came of an invocation that reached the function. */
public sealed interface InvokeResult {
    /** The id of the invocation. */
    String requestId();

    /** What the function answered, or the JSON that tells of its error. */
    Payload payload();

    /** The last 4 KiB of what it logged. */
    String log();

    /** The function returned. */
    record Answered(String requestId, Payload payload, String log) implements InvokeResult {
        public Answered {
            Objects.requireNonNull(requestId);
            Objects.requireNonNull(payload);
            Objects.requireNonNull(log);
        }
    }

    /** The function failed; its error is told to whoever invoked it. */
    record Failed(String requestId, Cause cause, Payload payload, String log) implements InvokeResult {
        public Failed {
            Objects.requireNonNull(requestId);
            Objects.requireNonNull(cause);
            Objects.requireNonNull(payload);
            Objects.requireNonNull(log);
        }
    }

    /** Why a function failed. */
    enum Cause {
        /** Its handler told of an error. */
        HANDLER,
        /** It did not get as far as asking for its first event. */
        INITIALIZATION,
        /** It took longer than it may. */
        TIMEOUT,
        /** It took more memory than it may. */
        MEMORY,
        /** Its process ended. */
        EXIT,
        /** Its answer was too large, or not what can be passed on. */
        RESPONSE
    }
}
