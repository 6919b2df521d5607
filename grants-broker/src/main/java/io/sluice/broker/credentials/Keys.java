package io.sluice.broker.credentials;

import java.time.Instant;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Vended credentials. They go to the person they were vended for and nowhere else, and never print. */
public record Keys(String accessKeyId, String secretAccessKey, String sessionToken, Instant expires) {
    public Keys {
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(secretAccessKey);
        Objects.requireNonNull(sessionToken);
        Objects.requireNonNull(expires);
    }

    public AwsSessionCredentials asSdk() {
        return AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
    }

    @Override
    public String toString() {
        return "Keys[" + accessKeyId + ", until " + expires + "]";
    }
}
