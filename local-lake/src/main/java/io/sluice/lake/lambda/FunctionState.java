package io.sluice.lake.lambda;

import io.sluice.iam.NamedPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A function with everything that is put on it. Immutable: a change makes another.
 *
 * @param reserved the concurrency that is reserved for it and bounds it
 */
record FunctionState(
        Configuration configuration,
        ResourcePolicy policy,
        OptionalInt reserved,
        Optional<Url> url,
        Optional<EventSettings> events) {
    FunctionState {
        Objects.requireNonNull(configuration);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(reserved);
        Objects.requireNonNull(url);
        Objects.requireNonNull(events);
    }

    /** One that nothing was put on. */
    static FunctionState of(Configuration configuration) {
        return new FunctionState(
                configuration,
                ResourcePolicy.of(configuration.arn(), Map.of()),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** How a function URL answers. */
    enum InvokeMode {
        BUFFERED,
        RESPONSE_STREAM
    }

    /** Who may come in by a function URL. */
    enum AuthType {
        AWS_IAM,
        NONE
    }

    /**
     * A <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html">function URL</a>.
     *
     * @param id the first label of its host
     */
    record Url(String id, AuthType auth, InvokeMode mode, Instant created, Instant modified) {
        Url {
            Objects.requireNonNull(id);
            Objects.requireNonNull(auth);
            Objects.requireNonNull(mode);
            Objects.requireNonNull(created);
            Objects.requireNonNull(modified);
        }
    }

    /**
     * How <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html">asynchronous invocations</a> are
     * treated.
     *
     * @param onFailure the ARN of a bucket
     */
    record EventSettings(int retries, Duration age, Optional<String> onFailure, Instant modified) {
        static final int MOST_RETRIES = 2;
        static final Duration LONGEST_AGE = Duration.ofHours(6);

        EventSettings {
            Objects.requireNonNull(age);
            Objects.requireNonNull(onFailure);
            Objects.requireNonNull(modified);
        }
    }

    FunctionReference function() {
        return configuration.function();
    }

    String arn() {
        return configuration.arn();
    }

    Optional<NamedPolicy> resourcePolicy() {
        return policy.named();
    }

    FunctionState with(Configuration other) {
        return new FunctionState(other, policy, reserved, url, events);
    }

    FunctionState with(ResourcePolicy other) {
        return new FunctionState(configuration, other, reserved, url, events);
    }

    FunctionState withReserved(OptionalInt other) {
        return new FunctionState(configuration, policy, other, url, events);
    }

    FunctionState withUrl(Optional<Url> other) {
        return new FunctionState(configuration, policy, reserved, other, events);
    }

    FunctionState withEvents(Optional<EventSettings> other) {
        return new FunctionState(configuration, policy, reserved, url, other);
    }
}
