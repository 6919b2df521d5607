package io.sluice.lake.accesslog;

import io.sluice.iam.Principal;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.principals.OnBehalfOf;
import io.sluice.lake.principals.RoleSession;
import io.sluice.lake.principals.SessionContext;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who asked. From <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">CloudTrail
 * userIdentity element</a>.
 *
 * @param type {@code IAMUser}, {@code AssumedRole}, {@code WebIdentityUser}, {@code Root} or {@code AWSAccount}, which stands for
 *     anonymous callers too
 * @param identityProvider who vouches for a web identity
 * @param onBehalfOf the person of a directory that the session acts for
 * @param invokedBy the service that asked in its name, {@code s3-object-lambda.amazonaws.com}
 */
public record UserIdentity(
        String type,
        String principalId,
        Optional<String> arn,
        Optional<String> account,
        Optional<String> accessKeyId,
        Optional<String> userName,
        Optional<Session> session,
        Optional<String> identityProvider,
        Optional<OnBehalfOf> onBehalfOf,
        Optional<String> invokedBy) {
    /** A caller that did not sign. */
    public static final UserIdentity ANONYMOUS = new UserIdentity(
            "AWSAccount",
            "",
            Optional.empty(),
            Optional.of("anonymous"),
            Optional.empty(),
            Optional.empty(),
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
        Objects.requireNonNull(identityProvider);
        Objects.requireNonNull(onBehalfOf);
        Objects.requireNonNull(invokedBy);
    }

    /** Somebody who asks himself, and not a service for him. */
    public UserIdentity(
            String type,
            String principalId,
            Optional<String> arn,
            Optional<String> account,
            Optional<String> accessKeyId,
            Optional<String> userName,
            Optional<Session> session,
            Optional<String> identityProvider,
            Optional<OnBehalfOf> onBehalfOf) {
        this(
                type,
                principalId,
                arn,
                account,
                accessKeyId,
                userName,
                session,
                identityProvider,
                onBehalfOf,
                Optional.empty());
    }

    /** Whom an identity provider vouches for. */
    public static UserIdentity web(String provider, String audience, String subject) {
        return new UserIdentity(
                "WebIdentityUser",
                provider + ":" + audience + ":" + subject,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(subject),
                Optional.empty(),
                Optional.of(provider),
                Optional.empty());
    }

    /** Who signed; an unsigned request is anonymous. */
    public static UserIdentity of(Optional<Identity> signer) {
        return signer.map(UserIdentity::of).orElse(ANONYMOUS);
    }

    private static UserIdentity of(Identity identity) {
        Principal principal = identity.principal();
        Optional<String> userName =
                principal.kind() == Principal.Kind.USER ? Optional.of(lastPart(principal.arn())) : Optional.empty();
        return new UserIdentity(
                type(principal.kind()),
                principal.uniqueId(),
                Optional.of(principal.arn()),
                Optional.of(principal.account()),
                Optional.of(identity.accessKeyId()),
                userName,
                identity.session().map(session -> session(principal, session)),
                Optional.empty(),
                identity.session()
                        .flatMap(session -> session.request().context().onBehalfOf()),
                identity.calledVia().reversed().stream().findFirst());
    }

    private static Session session(Principal principal, RoleSession session) {
        String uniqueId = principal.uniqueId();
        int colon = uniqueId.indexOf(':');
        return new Session(
                colon < 0 ? uniqueId : uniqueId.substring(0, colon),
                session.roleArn(),
                principal.account(),
                lastPart(session.roleArn()),
                session.created(),
                session.request().sourceIdentity(),
                federation(session.request().context()));
    }

    /** What the token said that the session was opened with. */
    private static Optional<Federation> federation(SessionContext context) {
        return context.federatedProvider().map(provider -> {
            var attributes = new TreeMap<String, String>();
            context.keys().forEach((key, values) -> attributes.put(key, String.join(",", values)));
            return new Federation(provider, attributes);
        });
    }

    private static String type(Principal.Kind kind) {
        return switch (kind) {
            case ROOT -> "Root";
            case USER -> "IAMUser";
            case ROLE -> "Role";
            case ROLE_SESSION -> "AssumedRole";
            case FEDERATED_USER -> "FederatedUser";
            case IDENTITY_PROVIDER -> "WebIdentityUser";
            case SERVICE -> "AWSService";
            case ANONYMOUS -> "AWSAccount";
        };
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /**
     * The role behind a session.
     *
     * @param issuerId the role's unique id
     * @param sourceIdentity what the session was started with, if anything
     * @param federation where it was opened with a web identity token
     */
    public record Session(
            String issuerId,
            String issuerArn,
            String issuerAccount,
            String issuerName,
            Instant created,
            Optional<String> sourceIdentity,
            Optional<Federation> federation) {}

    /** The identity provider behind a session, and what its token said, by condition key. */
    public record Federation(String provider, Map<String, String> attributes) {
        public Federation {
            attributes = Map.copyOf(attributes);
        }
    }
}
