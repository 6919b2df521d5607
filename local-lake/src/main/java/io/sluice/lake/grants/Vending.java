package io.sluice.lake.grants;

import io.sluice.iam.RequestContext;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.principals.Credentials;
import io.sluice.lake.principals.OnBehalfOf;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.Role;
import io.sluice.lake.principals.SessionContext;
import io.sluice.lake.principals.SessionRequest;
import io.sluice.lake.principals.Trust;
import io.sluice.lake.sts.SessionPolicy;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Finds the grant that a request comes under and opens a session for it: of the role of the grant's location, limited to the grant's
 * scope or the target, and to the permission asked for. Of several grants the narrowest counts. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-credentials.html">requesting access to Amazon S3 data through
 * S3 Access Grants</a>.
 */
final class Vending {
    private static final String SERVICE = "access-grants.s3.amazonaws.com";
    private static final String IDENTITY_CENTER = "arn:aws:iam::aws:contextProvider/IdentityCenter";
    private static final Comparator<Grant> NARROWEST_LAST = Comparator.comparing(Grant::scope)
            .thenComparing(grant -> grant.grantee().type(), Comparator.reverseOrder())
            .thenComparing(Grant::id);

    private final Principals principals;

    Vending(Principals principals) {
        this.principals = principals;
    }

    /** What the caller gets. */
    record Vended(Credentials credentials, Scope scope, Grant grant, String sessionArn) {}

    /** The grants that count for a caller. */
    static Stream<Grant> grants(AccountGrants all, Caller caller) {
        return caller.grantees().stream().flatMap(all::grantsTo);
    }

    Vended vend(AccountGrants all, Instance instance, Caller caller, DataAccess asked) {
        if (!Scope.isOne(asked.target())) {
            throw asked.refused();
        }
        var target = new Scope(asked.target());
        var grant = grants(all, caller)
                .filter(each -> each.permission().covers(asked.permission()))
                .filter(each -> each.scope().contains(target))
                .filter(caller::mayUse)
                .max(NARROWEST_LAST)
                .orElseThrow(asked::refused);
        var scope = asked.minimal() ? target : grant.scope();
        var roleArn =
                all.location(grant.locationId()).orElseThrow(asked::refused).roleArn();
        var role = principals.role(roleArn).orElseThrow(() -> notAuthorized("sts:AssumeRole", roleArn));
        var session = session(instance, caller, asked, grant, scope);
        authorize(role, instance, session);
        return new Vended(principals.open(role, session), scope, grant, role.sessionArn(session.name()));
    }

    private static SessionRequest session(
            Instance instance, Caller caller, DataAccess asked, Grant grant, Scope scope) {
        String policy = SessionDocument.of(scope, asked.permission());
        checkSize(policy);
        boolean directory = grant.grantee().type() != Grantee.Type.IAM;
        return new SessionRequest(
                "access-grants-" + UUID.randomUUID(),
                asked.duration(),
                List.of(policy),
                SessionRequest.Tags.NONE,
                directory ? Optional.empty() : Optional.of(caller.name()),
                new SessionContext(
                        Map.of("s3:AccessGrantsInstanceArn", List.of(instance.arn())),
                        caller.person(),
                        Optional.empty()));
    }

    private static void checkSize(String policy) {
        try {
            SessionPolicy.packedSize(Optional.of(policy), Map.of());
        } catch (AwsException _) {
            throw new AwsException(ErrorCode.StsPackedPolicyTooLargeError);
        }
    }

    private static void authorize(Role role, Instance instance, SessionRequest session) {
        var keys = new LinkedHashMap<String, List<String>>();
        keys.put("aws:SourceAccount", List.of(instance.account()));
        keys.put("aws:SourceArn", List.of(instance.arn()));
        keys.put("sts:RoleSessionName", List.of(session.name()));
        session.sourceIdentity().ifPresent(name -> keys.put("sts:SourceIdentity", List.of(name)));
        var person = session.context().onBehalfOf();
        person.ifPresent(given -> context(given, keys));
        var context = RequestContext.of(keys);
        require(role, "sts:AssumeRole", context);
        if (session.sourceIdentity().isPresent()) {
            require(role, "sts:SetSourceIdentity", context);
        }
        if (person.isPresent()) {
            require(role, "sts:SetContext", context);
        }
        if (session.duration().compareTo(role.maxSessionDuration()) > 0) {
            throw new AwsException(
                    ErrorCode.StsValidationError,
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
    }

    private static void context(OnBehalfOf person, Map<String, List<String>> keys) {
        keys.put("sts:RequestContextProviders", List.of(IDENTITY_CENTER));
        person.conditionKeys().forEach((key, values) -> keys.put("sts:RequestContext/" + key, values));
    }

    private static void require(Role role, String action, RequestContext context) {
        if (!Trust.askForService(role, SERVICE, action, context).isAllowed()) {
            throw notAuthorized(action, role.arn());
        }
    }

    private static AwsException notAuthorized(String action, String roleArn) {
        return new AwsException(
                ErrorCode.StsNotAuthorizedError,
                "User: " + SERVICE + " is not authorized to perform: " + action + " on resource: " + roleArn);
    }
}
