package io.sluice.lake.sts;

import io.sluice.iam.RequestContext;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.Role;
import io.sluice.lake.principals.SessionContext;
import io.sluice.lake.principals.SessionRequest;
import io.sluice.lake.principals.Trust;
import io.sluice.lake.webidentity.OidcProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Opens a session of a role for whoever has a token of a provider that the role trusts; nobody signs such a call. What the token says is
 * in the condition keys of the provider, {@code idp.example.com:aud}, of the trust policy and of everything the session does later.
 * From <a
 * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a> and <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif">condition keys
 * for OIDC federation</a>.
 */
final class AssumeRoleWithWebIdentity {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    private final Principals principals;
    private final Federation federation;

    /** What the caller gets. */
    record Result(OpenedSession session, WebIdentity identity, String issuer) {}

    AssumeRoleWithWebIdentity(Principals principals, Federation federation) {
        this.principals = principals;
        this.federation = federation;
    }

    /** @param verified is told who it is as soon as that is certain, whether or not a session comes of it */
    Result open(WebIdentityRequest request, RequestContext context, Consumer<WebIdentity> verified) {
        request.policy().ifPresent(SessionPolicy::check);
        var token = federation.verify(request.token());
        var identity = new WebIdentity(
                token.provider().arn(), audience(token), token.token().subject());
        verified.accept(identity);
        var tags = TokenTags.of(token.token());
        var sourceIdentity = TokenTags.sourceIdentity(token.token());
        var keys = tokenKeys(token);
        var role = authorize(token.provider(), request, keys, context, tags, sourceIdentity);
        var session = new SessionRequest(
                request.sessionName(),
                AssumeRole.duration(false, role, request.duration()),
                request.policy().map(List::of).orElse(List.of()),
                tags,
                sourceIdentity,
                new SessionContext(
                        keys, Optional.empty(), Optional.of(token.provider().arn())));
        var packed = SessionPolicy.packedSize(request.policy(), tags.values());
        return new Result(
                new OpenedSession(role, session, principals.open(role, session), packed),
                identity,
                token.token().issuer());
    }

    /** For the party that the token was issued to, {@code azp}, where the token says who that is; it must be a client too. */
    private static String audience(Federation.Verified verified) {
        var clients = verified.provider().clientIds();
        var token = verified.token();
        return token.text("azp").map(List::of).orElseGet(token::audience).stream()
                .filter(clients::contains)
                .findFirst()
                .orElseThrow(() -> new AwsException(ErrorCode.InvalidIdentityToken, "Incorrect token audience"));
    }

    private static Map<String, List<String>> tokenKeys(Federation.Verified verified) {
        var prefix = verified.provider().keyPrefix() + ":";
        var token = verified.token();
        var keys = new LinkedHashMap<String, List<String>>();
        keys.put(prefix + "aud", List.of(audience(verified)));
        keys.put(prefix + "sub", List.of(token.subject()));
        if (!token.texts("amr").isEmpty()) {
            keys.put(prefix + "amr", token.texts("amr"));
        }
        if (token.text("azp").isPresent()) {
            keys.put(prefix + "oaud", token.audience());
        }
        return keys;
    }

    private Role authorize(
            OidcProvider provider,
            WebIdentityRequest request,
            Map<String, List<String>> tokenKeys,
            RequestContext context,
            SessionRequest.Tags tags,
            Optional<String> sourceIdentity) {
        var keys = new LinkedHashMap<>(tokenKeys);
        keys.put("sts:RoleSessionName", List.of(request.sessionName()));
        request.duration().ifPresent(asked -> keys.put("sts:DurationSeconds", List.of("" + asked.toSeconds())));
        sourceIdentity.ifPresent(identity -> keys.put("sts:SourceIdentity", List.of(identity)));
        AssumeRole.tagKeys(tags, keys);
        keys.put("aws:FederatedProvider", List.of(provider.arn()));
        var all = context.with(RequestContext.of(keys));
        var role = principals
                .role(request.roleArn())
                .filter(found -> found.account().equals(provider.arn().split(":", 6)[4]))
                .filter(found -> isAllowed(found, provider, ACTION, all))
                .orElseThrow(() -> refused(ACTION));
        require(tags.values().isEmpty(), role, provider, "sts:TagSession", all);
        require(sourceIdentity.isEmpty(), role, provider, "sts:SetSourceIdentity", all);
        return role;
    }

    private static void require(
            boolean unasked, Role role, OidcProvider provider, String action, RequestContext context) {
        if (!unasked && !isAllowed(role, provider, action, context)) {
            throw refused(action);
        }
    }

    private static boolean isAllowed(Role role, OidcProvider provider, String action, RequestContext context) {
        return Trust.askForFederated(role, provider.arn(), action, context).isAllowed();
    }

    /** The same words whether there is no such role or it does not trust the provider. */
    private static AwsException refused(String action) {
        return new AwsException(ErrorCode.AccessDenied, "Not authorized to perform " + action);
    }
}
