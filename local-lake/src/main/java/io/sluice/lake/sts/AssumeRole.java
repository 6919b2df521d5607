package io.sluice.lake.sts;

import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.principals.OnBehalfOf;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.Role;
import io.sluice.lake.principals.SessionContext;
import io.sluice.lake.principals.SessionRequest;
import io.sluice.lake.principals.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opens a session of a role for a caller whom the role trusts. What goes with a session is asked for as well: {@code sts:TagSession} for
 * tags, {@code sts:SetSourceIdentity} for a source identity, both of which a chain of roles passes on, and {@code sts:SetContext} for the
 * person that a session acts for. From
 * <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a> and
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html">session tags</a>.
 */
final class AssumeRole {
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::\\d{12}:role/.+");
    private static final Duration DEFAULT = Duration.ofHours(1);
    private static final Duration LONGEST_IN_A_CHAIN = Duration.ofHours(1);

    private final Principals principals;
    private final ContextProvider contexts;

    AssumeRole(Principals principals, ContextProvider contexts) {
        this.principals = principals;
        this.contexts = contexts;
    }

    OpenedSession open(Identity caller, AssumeRoleRequest request, RequestContext context) {
        request.options().policy().ifPresent(SessionPolicy::check);
        var role = role(caller, request.roleArn());
        var tags = tags(caller, request);
        var sourceIdentity = sourceIdentity(caller, request);
        var person = person(request);
        authorize(caller, role, request, context.with(asked(person)), tags, sourceIdentity);
        if (person.isPresent()) {
            authorize(caller, role, "sts:SetContext", context.with(asked(person)));
        }
        var session = new SessionRequest(
                request.sessionName(),
                duration(caller.principal().kind() == Principal.Kind.ROLE_SESSION, role, request.duration()),
                policies(request, person),
                tags,
                sourceIdentity,
                new SessionContext(Map.of(), person, Optional.empty()));
        var packed = SessionPolicy.packedSize(request.options().policy(), tags.values());
        return new OpenedSession(role, session, principals.open(role, session), packed);
    }

    private Role role(Identity caller, String arn) {
        if (!ROLE.matcher(arn).matches()) {
            throw new AwsException(ErrorCode.ValidationError, "Request ARN is invalid");
        }
        if (caller.principal().kind() == Principal.Kind.ROOT) {
            throw new AwsException(ErrorCode.AccessDenied, "Roles may not be assumed by root accounts.");
        }
        // The same words as for a role that does not trust the caller: nobody learns which roles there are.
        return principals
                .role(arn)
                .orElseThrow(() -> new AwsException(
                        ErrorCode.AccessDenied,
                        "User: " + caller.principal().arn()
                                + " is not authorized to perform: sts:AssumeRole on resource: " + arn));
    }

    /** The caller's transitive tags and those of the request, which must not contradict them. */
    private static SessionRequest.Tags tags(Identity caller, AssumeRoleRequest request) {
        var before = caller.session().map(session -> session.request().tags()).orElse(SessionRequest.Tags.NONE);
        var values = new LinkedHashMap<>(before.passedOn());
        for (var tag : request.options().tags().entrySet()) {
            if (values.keySet().stream().anyMatch(tag.getKey()::equalsIgnoreCase)) {
                throw new AwsException(
                        ErrorCode.InvalidParameterValue,
                        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
            }
        }
        var transitive = new LinkedHashSet<>(values.keySet());
        values.putAll(request.options().tags());
        transitive.addAll(request.options().transitiveTagKeys());
        return new SessionRequest.Tags(values, transitive);
    }

    /** Once set it stays along a chain. */
    private static Optional<String> sourceIdentity(Identity caller, AssumeRoleRequest request) {
        var before = caller.session().flatMap(session -> session.request().sourceIdentity());
        var asked = request.options().sourceIdentity();
        if (before.isPresent() && asked.isPresent() && !before.equals(asked)) {
            throw new AwsException(
                    ErrorCode.AccessDenied,
                    "The source identity of a session cannot be changed along a chain of roles.");
        }
        return before.or(() -> asked);
    }

    /** All assertions must be about one person: a session acts for one. */
    private Optional<OnBehalfOf> person(AssumeRoleRequest request) {
        var people = request.options().contextAssertions().stream()
                .map(contexts::person)
                .distinct()
                .toList();
        if (people.size() > 1) {
            throw new AwsException(
                    ErrorCode.ValidationError, "The provided contexts are not of one and the same user.");
        }
        return people.stream().findFirst();
    }

    /** What a trust policy may ask of the contexts, {@code sts:RequestContext/identitycenter:InstanceArn}. */
    private static RequestContext asked(Optional<OnBehalfOf> person) {
        var keys = new LinkedHashMap<String, List<String>>();
        person.ifPresent(given -> {
            keys.put("sts:RequestContextProviders", List.of(ContextProvider.IDENTITY_CENTER));
            given.conditionKeys().forEach((key, values) -> keys.put("sts:RequestContext/" + key, values));
        });
        return RequestContext.of(keys);
    }

    private static List<String> policies(AssumeRoleRequest request, Optional<OnBehalfOf> person) {
        var policies = new ArrayList<>(request.options().policy().map(List::of).orElse(List.of()));
        if (person.isPresent()) {
            policies.add(IdentityEnhanced.policy(policies.isEmpty()));
        }
        return policies;
    }

    private static void authorize(
            Identity caller,
            Role role,
            AssumeRoleRequest request,
            RequestContext context,
            SessionRequest.Tags tags,
            Optional<String> sourceIdentity) {
        var keys = new LinkedHashMap<String, List<String>>();
        keys.put("sts:RoleSessionName", List.of(request.sessionName()));
        request.options().externalId().ifPresent(id -> keys.put("sts:ExternalId", List.of(id)));
        sourceIdentity.ifPresent(identity -> keys.put("sts:SourceIdentity", List.of(identity)));
        tagKeys(tags, keys);
        var all = context.with(RequestContext.of(keys));
        authorize(caller, role, "sts:AssumeRole", all);
        if (!tags.values().isEmpty()) {
            authorize(caller, role, "sts:TagSession", all);
        }
        if (sourceIdentity.isPresent()) {
            authorize(caller, role, "sts:SetSourceIdentity", all);
        }
    }

    static void tagKeys(SessionRequest.Tags tags, Map<String, List<String>> keys) {
        if (!tags.values().isEmpty()) {
            keys.put("aws:TagKeys", tags.values().keySet().stream().sorted().toList());
            tags.values().forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        }
        if (!tags.transitive().isEmpty()) {
            keys.put(
                    "sts:TransitiveTagKeys", tags.transitive().stream().sorted().toList());
        }
    }

    private static void authorize(Identity caller, Role role, String action, RequestContext context) {
        var answer = Trust.ask(role, caller, action, context);
        if (!answer.isAllowed()) {
            throw new AwsException(ErrorCode.AccessDenied, answer.message());
        }
    }

    /** @param chained whether a session of a role asks for it */
    static Duration duration(boolean chained, Role role, Optional<Duration> asked) {
        var duration = asked.orElse(DEFAULT);
        if (chained && duration.compareTo(LONGEST_IN_A_CHAIN) > 0) {
            throw new AwsException(
                    ErrorCode.ValidationError,
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        if (duration.compareTo(role.maxSessionDuration()) > 0) {
            throw new AwsException(
                    ErrorCode.ValidationError,
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return duration;
    }
}
