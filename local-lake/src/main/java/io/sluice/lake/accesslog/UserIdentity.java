package io.sluice.lake.accesslog;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asked. From <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">CloudTrail
 * userIdentity element</a>.
 *
 * @param type {@code IAMUser}, {@code AssumedRole}, {@code Root} or {@code AWSAccount}, which stands for anonymous callers too
 */
public record UserIdentity(
        String type,
        String principalId,
        Optional<String> arn,
        Optional<String> account,
        Optional<String> accessKeyId,
        Optional<String> userName,
        Optional<Session> session) {
    /** A caller that did not sign. */
    public static final UserIdentity ANONYMOUS = new UserIdentity(
            "AWSAccount",
            "",
            Optional.empty(),
            Optional.of("anonymous"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public UserIdentity {
        Objects.requireNonNull(type);
        Objects.requireNonNull(principalId);
        Objects.requireNonNull(arn);
        Objects.requireNonNull(account);
        Objects.requireNonNull(accessKeyId);
        Objects.requireNonNull(userName);
        Objects.requireNonNull(session);
    }

    /**
     * The role behind a session.
     *
     * @param issuerId the role's unique id
     * @param sourceIdentity what the session was started with, if anything
     */
    public record Session(
            String issuerId,
            String issuerArn,
            String issuerAccount,
            String issuerName,
            Instant created,
            Optional<String> sourceIdentity) {}
}
