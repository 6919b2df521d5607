package io.sluice.lake.sts;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.webidentity.OidcProvider;
import io.sluice.lake.webidentity.TokenException;
import io.sluice.lake.webidentity.TokenVerifier;
import io.sluice.lake.webidentity.WebToken;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The OpenID Connect providers that an account trusts, and what makes their tokens believed.
 */
public record Federation(Collection<OidcProvider> providers, TokenVerifier verifier) {
    public Federation {
        providers = List.copyOf(providers);
        Objects.requireNonNull(verifier);
    }

    /** A token that its provider has issued for one of the provider's clients. */
    record Verified(OidcProvider provider, WebToken token) {}

    /** @throws AwsException in the words of AssumeRoleWithWebIdentity */
    Verified verify(String token) {
        var issuer =
                TokenVerifier.claimedIssuer(token).orElseThrow(() -> new AwsException(ErrorCode.InvalidIdentityToken));
        var provider = providers.stream()
                .filter(each -> each.url().equals(issuer))
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        ErrorCode.InvalidIdentityToken,
                        "No OpenIDConnect provider found in your account for " + shown(issuer)));
        try {
            return new Verified(provider, verifier.verify(token, provider.url(), provider.clientIds()));
        } catch (TokenException refusal) {
            throw new AwsException(code(refusal.reason()), refusal.getMessage());
        }
    }

    private static ErrorCode code(TokenException.Reason reason) {
        return switch (reason) {
            case MALFORMED, SIGNATURE, ISSUER, AUDIENCE, CLAIM -> ErrorCode.InvalidIdentityToken;
            case EXPIRED -> ErrorCode.ExpiredIdentityToken;
            case NOT_YET -> ErrorCode.IDPRejectedClaim;
            case UNREACHABLE -> ErrorCode.IDPCommunicationError;
        };
    }

    /** Whoever made the token chose the text. */
    private static String shown(String issuer) {
        return issuer.length() > 256 ? issuer.substring(0, 256) + "…" : issuer;
    }
}
