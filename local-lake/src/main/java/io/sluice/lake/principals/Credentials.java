package io.sluice.lake.principals;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client signs with. Prints no secret.
 *
 * @param session the token and the end of temporary credentials; none for long-lived ones
 */
public record Credentials(String accessKeyId, String secretAccessKey, Optional<Session> session) {
    /** What temporary credentials have besides their keys. */
    public record Session(String token, Instant expiration) {
        public Session {
            Objects.requireNonNull(token);
            Objects.requireNonNull(expiration);
        }

        @Override
        public String toString() {
            return "Session[until " + expiration + "]";
        }
    }

    public Credentials {
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(secretAccessKey);
        Objects.requireNonNull(session);
    }

    /** Keys that are valid until they are taken away. */
    public static Credentials longLived(String accessKeyId, String secretAccessKey) {
        return new Credentials(accessKeyId, secretAccessKey, Optional.empty());
    }

    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
