package io.sluice.lake.identitycenter;

import com.nimbusds.jwt.JWTClaimsSet;
import io.sluice.catalogue.RenderedDirectory;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.RequestContext;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.identitycenter.OidcException.Code;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.principals.MasterKey;
import io.sluice.lake.principals.OnBehalfOf;
import io.sluice.lake.storage.Settings;
import io.sluice.lake.sts.ContextProvider;
import io.sluice.lake.webidentity.TokenException;
import io.sluice.lake.webidentity.TokenVerifier;
import io.sluice.lake.webidentity.WebToken;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Exchanges the token of an issuer that it trusts for an identity of its directory: once for each token, for an application whose actor
 * policy names the caller, and where the token's claim is exactly one user's. What it vouches for, STS takes back as a provided context.
 * From <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateTokenWithIAM.html">CreateTokenWithIAM</a> and <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/userguide/using-apps-with-trusted-token-issuer.html">using applications with a
 * trusted token issuer</a>.
 */
public final class IdentityCenter implements ContextProvider {
    static final String ACTION = "sso-oauth:CreateTokenWithIAM";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    /** That others have; no application here is configured for them. */
    private static final Set<String> OTHER_GRANTS =
            Set.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange");

    private static final List<String> DEFAULT_SCOPES = List.of("sts:identity_context", "openid", "aws");

    private final Parts parts;
    private final ExchangedTokens exchanged;
    private final IssuedTokens issued;

    /** What it works with. */
    public record Parts(
            Directory directory, TokenVerifier verifier, Settings settings, MasterKey masterKey, Clock clock) {
        public Parts {
            Objects.requireNonNull(directory);
            Objects.requireNonNull(verifier);
            Objects.requireNonNull(settings);
            Objects.requireNonNull(masterKey);
            Objects.requireNonNull(clock);
        }
    }

    public IdentityCenter(Parts parts) {
        this.parts = parts;
        exchanged = new ExchangedTokens(parts.settings(), parts.clock());
        issued = new IssuedTokens(parts.directory(), CenterKey.in(parts.settings(), parts.masterKey()), parts.clock());
    }

    /**
     * Exchanges a token.
     *
     * @throws OidcException where nothing comes of it
     */
    public TokenAnswer createToken(TokenCall call) {
        var request = call.request();
        authorize(call);
        var application = parts.directory()
                .application(request.clientId())
                .orElseThrow(() -> new OidcException(Code.INVALID_CLIENT, "There is no such application."));
        if (!isActor(application, call.caller())) {
            throw new OidcException(
                    Code.ACCESS_DENIED,
                    "The actor policy of the application does not allow "
                            + call.caller().principal().arn() + " to perform " + ACTION);
        }
        checkGrantType(request);
        var scopes = scopes(application, request);
        var assertion =
                request.assertion().orElseThrow(() -> new OidcException(Code.INVALID_REQUEST, "assertion is missing."));
        var issuer = issuer(application, assertion);
        var token = verify(application, issuer, assertion);
        var user = user(issuer, token);
        if (application.assignmentRequired()) {
            throw new OidcException(Code.ACCESS_DENIED, "");
        }
        if (!exchanged.first(
                token.issuer(), token.id().orElseGet(() -> TokenVerifier.signedPart(assertion)), token.expires())) {
            throw new OidcException(Code.INVALID_GRANT, "The assertion was exchanged before.");
        }
        return issued.answer(application, user, scopes);
    }

    private void authorize(TokenCall call) {
        var caller = call.caller();
        var access = new AccessRequest(
                caller.principal(),
                ACTION,
                call.request().clientId().isEmpty() ? "*" : call.request().clientId(),
                parts.directory().account(),
                call.context().with(RequestContext.of(caller.conditionKeys())));
        var policies = PolicySet.builder().identity(caller.policies().identity());
        caller.policies().boundary().ifPresent(policies::permissionsBoundary);
        caller.policies().session().forEach(policies::session);
        Decision decision = PolicyEvaluator.decide(access, policies.build());
        call.decided().accept(decision);
        if (!decision.isAllowed()) {
            throw new OidcException(Code.ACCESS_DENIED, decision.message(access));
        }
    }

    private static boolean isActor(RenderedDirectory.Application application, Identity caller) {
        var principal = caller.principal();
        var account = "arn:aws:iam::" + principal.account() + ":root";
        return application.actors().stream()
                .anyMatch(actor -> actor.equals(principal.arn())
                        || (!principal.issuer().isEmpty() && actor.equals(principal.issuer()))
                        || actor.equals(account));
    }

    private static void checkGrantType(TokenRequest request) {
        if (OTHER_GRANTS.contains(request.grantType())) {
            throw new OidcException(
                    Code.UNAUTHORIZED_CLIENT, "The application is not configured for the grant " + request.grantType());
        }
        if (!request.grantType().equals(JWT_BEARER)) {
            throw new OidcException(Code.UNSUPPORTED_GRANT_TYPE, "There is no such grant type.");
        }
    }

    private static List<String> scopes(RenderedDirectory.Application application, TokenRequest request) {
        var all = new LinkedHashSet<>(DEFAULT_SCOPES);
        all.addAll(application.scopes());
        if (!all.containsAll(request.scopes())) {
            throw new OidcException(Code.INVALID_SCOPE, "The application does not have every scope that is asked for.");
        }
        if (!request.scopes().isEmpty()) {
            all.retainAll(request.scopes());
        }
        return List.copyOf(all);
    }

    private RenderedDirectory.TrustedTokenIssuer issuer(RenderedDirectory.Application application, String assertion) {
        var claimed = TokenVerifier.claimedIssuer(assertion)
                .orElseThrow(() -> new OidcException(Code.INVALID_GRANT, "The assertion is no signed JSON Web Token."));
        return application.issuerArns().stream()
                .flatMap(arn -> parts.directory().issuer(arn).stream())
                .filter(issuer -> issuer.issuerUrl().equals(claimed))
                .findFirst()
                .orElseThrow(() -> new OidcException(
                        Code.INVALID_GRANT, "The issuer of the assertion is not trusted by the application."));
    }

    private WebToken verify(
            RenderedDirectory.Application application, RenderedDirectory.TrustedTokenIssuer issuer, String assertion) {
        try {
            return parts.verifier().verify(assertion, issuer.issuerUrl(), Set.copyOf(application.audiences()));
        } catch (TokenException refusal) {
            throw switch (refusal.reason()) {
                case EXPIRED -> new OidcException(Code.EXPIRED_TOKEN, "The assertion is expired.");
                case UNREACHABLE ->
                    new OidcException(
                            Code.INTERNAL_SERVER_ERROR, "The keys of the issuer of the assertion cannot be had.");
                case MALFORMED, SIGNATURE, NOT_YET, ISSUER, AUDIENCE, CLAIM ->
                    new OidcException(Code.INVALID_GRANT, refusal.getMessage());
            };
        }
    }

    private RenderedDirectory.User user(RenderedDirectory.TrustedTokenIssuer issuer, WebToken token) {
        var value = token.text(issuer.claim())
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new OidcException(
                        Code.INVALID_GRANT, "The assertion does not have the claim " + issuer.claim() + "."));
        var found = parts.directory().users().stream()
                .filter(has(issuer.attribute(), value))
                .toList();
        if (found.size() != 1) {
            throw new OidcException(
                    Code.INVALID_GRANT, "The claim " + issuer.claim() + " of the assertion is not exactly one user's.");
        }
        return found.getFirst();
    }

    private static Predicate<RenderedDirectory.User> has(String attribute, String value) {
        return switch (attribute) {
            case "userName" -> user -> user.userName().equalsIgnoreCase(value);
            case "emails.value" -> user -> user.email().equalsIgnoreCase(value);
            default -> _ -> false;
        };
    }

    @Override
    public OnBehalfOf person(String assertion) {
        JWTClaimsSet claims = issued.context(assertion)
                .orElseThrow(() -> new AwsException(ErrorCode.ValidationError, "The context assertion is not valid."));
        if (!parts.clock().instant().isBefore(claims.getExpirationTime().toInstant())) {
            throw new AwsException(ErrorCode.ExpiredIdentityToken, "The context assertion is expired.");
        }
        var directory = parts.directory();
        String application = (String) claims.getClaim(IssuedTokens.APPLICATION);
        boolean current = directory.instanceArn().equals(claims.getClaim(IssuedTokens.INSTANCE))
                && directory.hasUser(claims.getSubject())
                && directory.hasApplication(application);
        if (!current) {
            throw new AwsException(ErrorCode.ValidationError, "The context assertion is not valid any more.");
        }
        return new OnBehalfOf(claims.getSubject(), directory.storeArn(), directory.instanceArn(), application);
    }
}
