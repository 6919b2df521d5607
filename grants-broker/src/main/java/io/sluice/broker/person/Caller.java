package io.sluice.broker.person;

import java.time.Instant;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * An AWS identity that a person has: it may ask Access Grants for data, and nothing else.
 *
 * @param name what tells it from the person's others, such as the role's ARN
 * @param until when its credentials end
 */
public record Caller(String name, AwsSessionCredentials credentials, Instant until) {
    public Caller {
        Objects.requireNonNull(name);
        Objects.requireNonNull(credentials);
        Objects.requireNonNull(until);
    }

    @Override
    public String toString() {
        return "Caller[" + name + "]";
    }
}
