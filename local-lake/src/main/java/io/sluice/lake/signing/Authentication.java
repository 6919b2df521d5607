package io.sluice.lake.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a request's signature says of it. A signature that does not hold has no outcome: it is refused. */
public sealed interface Authentication {

    /** The request carries no signature at all. */
    record Anonymous() implements Authentication {}

    /**
     * The request was signed with the secret of this access key, at a time that is near enough, with a token that is good.
     *
     * @param signedHeaders lower case, as the client listed them
     * @param expires how long a presigned request is valid from {@code signedAt}
     */
    record Verified(
            String accessKeyId,
            String region,
            String service,
            Instant signedAt,
            AuthType type,
            PayloadMode payload,
            List<String> signedHeaders,
            Optional<Duration> expires)
            implements Authentication {
        /** The value of the condition key {@code s3:signatureversion}. */
        public static final String SIGNATURE_VERSION = "AWS4-HMAC-SHA256";

        public Verified {
            Objects.requireNonNull(accessKeyId);
            Objects.requireNonNull(region);
            Objects.requireNonNull(service);
            Objects.requireNonNull(signedAt);
            Objects.requireNonNull(type);
            Objects.requireNonNull(payload);
            Objects.requireNonNull(expires);
            signedHeaders = List.copyOf(signedHeaders);
        }

        /** The condition key {@code s3:signatureAge}, in milliseconds; never negative. */
        public long ageInMillis(Instant now) {
            return Math.max(0, Duration.between(signedAt, now).toMillis());
        }
    }
}
