package io.sluice.lake.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a function is, as {@code GetFunctionConfiguration} tells it. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">FunctionConfiguration</a>. Prints no value of its
 * environment.
 *
 * @param revisionId changes with every update
 */
record Configuration(
        FunctionReference function,
        String arn,
        String revisionId,
        Instant lastModified,
        CodePackage code,
        Settable settable) {
    Configuration {
        Objects.requireNonNull(function);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(revisionId);
        Objects.requireNonNull(lastModified);
        Objects.requireNonNull(code);
        Objects.requireNonNull(settable);
    }

    /**
     * The zip.
     *
     * @param sha256 in hexadecimal
     * @param architecture {@code x86_64} or {@code arm64}, as it was said; it is not looked at
     */
    record CodePackage(String sha256, long size, String architecture) {
        CodePackage {
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(architecture);
        }
    }

    /**
     * What can be set with {@code CreateFunction} and {@code UpdateFunctionConfiguration}.
     *
     * @param handler empty for a runtime that needs none
     * @param memory in MiB
     * @param deadLetter the ARN of the queue for events that could not be processed
     */
    record Settable(
            String roleArn,
            FunctionRuntime runtime,
            String handler,
            String description,
            Duration timeout,
            int memory,
            SortedMap<String, String> environment,
            Optional<String> deadLetter) {
        Settable {
            Objects.requireNonNull(roleArn);
            Objects.requireNonNull(runtime);
            Objects.requireNonNull(handler);
            Objects.requireNonNull(description);
            Objects.requireNonNull(timeout);
            environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
            Objects.requireNonNull(deadLetter);
        }

        @Override
        public String toString() {
            return "Settable[" + runtime + " " + handler + " as " + roleArn + "]";
        }
    }
}
