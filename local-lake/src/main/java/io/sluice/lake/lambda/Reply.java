package io.sluice.lake.lambda;

import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** What comes back of one invocation. */
sealed interface Reply {
    /**
     * The function answers; its answer is read from the runtime, which waits until that is done.
     *
     * @param contentType as the runtime says it; for an answer by HTTP {@code application/vnd.awslambda.http-integration-response}
     * @param taken counted down by whoever read the body, or wants no more of it
     */
    record Body(InputStream in, String contentType, CountDownLatch taken) implements Reply, AutoCloseable {
        public Body {
            Objects.requireNonNull(in);
            Objects.requireNonNull(contentType);
            Objects.requireNonNull(taken);
        }

        @Override
        public void close() {
            taken.countDown();
        }
    }

    /** The function failed, with the JSON that tells of it. */
    record Failure(InvokeResult.Cause cause, Payload payload) implements Reply {
        public Failure {
            Objects.requireNonNull(cause);
            Objects.requireNonNull(payload);
        }

        /** In the form that Lambda itself uses. */
        static Failure of(InvokeResult.Cause cause, String type, String message) {
            return new Failure(
                    cause,
                    Payload.of(Json.bytes(Json.object().put("errorType", type).put("errorMessage", message))));
        }
    }
}
