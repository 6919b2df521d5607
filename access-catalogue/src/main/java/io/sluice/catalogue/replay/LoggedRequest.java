package io.sluice.catalogue.replay;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One request of a log, with all that decides it.
 *
 * @param allowed whether access was given then; what failed for another reason afterwards was allowed
 */
record LoggedRequest(Instant time, Caller caller, Call call, Means means, boolean allowed) {
    LoggedRequest {
        Objects.requireNonNull(time);
        Objects.requireNonNull(caller);
        Objects.requireNonNull(call);
        Objects.requireNonNull(means);
    }

    /**
     * Who asked.
     *
     * @param arn of the user or session; {@code *} of an anonymous caller
     * @param accessKeyId empty where it is not told
     * @param ofCatalogue whether it was a session of a role of the catalogue that was in force, where the log tells
     */
    record Caller(String arn, String accessKeyId, boolean ofCatalogue) {
        Caller(String arn, String accessKeyId) {
            this(arn, accessKeyId, false);
        }
    }

    /**
     * What was asked for.
     *
     * @param operation as S3's API calls it
     * @param key empty where it is about the bucket
     * @param parameters of the query and, where they are told, of the headers
     */
    record Call(String operation, Way way, String key, Map<String, String> parameters) {}

    /**
     * How it was asked for.
     *
     * @param tls none where the log does not tell
     * @param invokedBy the service that asked in the caller's name, empty where the caller did
     */
    record Means(Optional<Boolean> tls, String invokedBy) {
        static final String OBJECT_LAMBDA = "s3-object-lambda.amazonaws.com";

        boolean viaObjectLambda() {
            return invokedBy.equals(OBJECT_LAMBDA);
        }
    }
}
