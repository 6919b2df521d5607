package io.sluice.catalogue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Lambda function but for its code: under which role and limits it runs, what starts it and who may. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">CreateFunction</a>, <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">AddPermission</a> and <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html">CreateFunctionUrlConfig</a>.
 *
 * @param reservedConcurrency how many may run at once; none for the account's limit
 * @param permissions the statements of its resource policy
 * @param urlAuthType {@code AWS_IAM}; none where it has no URL
 * @param triggers the events of buckets that start it
 * @param deadLetterArn the queue that takes events which could not be worked on
 */
public record RenderedFunction(
        String name,
        String arn,
        String roleArn,
        Duration timeout,
        int memoryMegabytes,
        OptionalInt reservedConcurrency,
        SortedMap<String, String> environment,
        List<Permission> permissions,
        Optional<String> urlAuthType,
        List<Trigger> triggers,
        Optional<String> deadLetterArn) {
    public RenderedFunction {
        Objects.requireNonNull(name);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(roleArn);
        Objects.requireNonNull(timeout);
        Objects.requireNonNull(reservedConcurrency);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        permissions = List.copyOf(permissions);
        Objects.requireNonNull(urlAuthType);
        triggers = List.copyOf(triggers);
        Objects.requireNonNull(deadLetterArn);
    }

    /** Lets a service invoke the function, on behalf of one resource of one account only. */
    public record Permission(
            String statementId, String principal, String action, String sourceArn, String sourceAccount) {}

    /**
     * Invokes the function for objects of a bucket.
     *
     * @param events such as {@code s3:ObjectCreated:*}
     */
    public record Trigger(String bucket, List<String> events, String prefix, String suffix) {
        public Trigger {
            Objects.requireNonNull(bucket);
            events = List.copyOf(events);
            Objects.requireNonNull(prefix);
            Objects.requireNonNull(suffix);
        }
    }
}
