package io.sluice.cli.credentials;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Request;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The company's OIDC provider, as far as somebody signs in there. Every ID token is verified before it is used. */
final class Provider {
    private static final int PATIENCE = (int) Duration.ofSeconds(15).toMillis();
    private static final int LARGEST_KEY_SET = 256 * 1024;

    private final OIDCProviderMetadata metadata;
    private final Profile profile;

    private Provider(OIDCProviderMetadata metadata, Profile profile) {
        this.metadata = metadata;
        this.profile = profile;
    }

    static Provider of(Profile profile) throws Unavailable {
        try {
            return new Provider(
                    OIDCProviderMetadata.resolve(new Issuer(profile.issuer()), PATIENCE, PATIENCE), profile);
        } catch (GeneralException | IOException failure) {
            throw new Unavailable(
                    "the OIDC provider " + profile.issuer() + " does not answer: " + failure.getMessage(), failure);
        }
    }

    OIDCProviderMetadata metadata() {
        return metadata;
    }

    ClientID client() {
        return new ClientID(profile.clientId());
    }

    Scope scope() {
        return new Scope(profile.scopes().toArray(String[]::new));
    }

    /** Tokens for a code, of whichever kind; the answer may be that it is too early. */
    TokenResponse ask(AuthorizationGrant grant) throws Unavailable {
        return ask(grant, Map.of());
    }

    /** The same, with parameters that are not of the grant. */
    TokenResponse ask(AuthorizationGrant grant, Map<String, String> more) throws Unavailable {
        var request = new TokenRequest.Builder(metadata.getTokenEndpointURI(), client(), grant);
        more.forEach((name, value) -> request.customParameter(name, value));
        try {
            return OIDCTokenResponseParser.parse(send(request.build()));
        } catch (ParseException odd) {
            throw new Unavailable("the OIDC provider " + profile.issuer() + " gave an answer that is none", odd);
        }
    }

    /** The next ID token without asking anybody, or none where the provider wants the person again. */
    Optional<SignIn> refresh(String token) throws Unavailable {
        var answer = ask(new RefreshTokenGrant(new RefreshToken(token)));
        return answer.indicatesSuccess() ? Optional.of(signIn(answer, null).withRefresh(token)) : Optional.empty();
    }

    /** Who an answer with tokens signs in, once its ID token is found to be good. */
    SignIn signIn(TokenResponse answer, Nonce nonce) throws Unavailable {
        if (answer instanceof TokenErrorResponse error) {
            throw refused(error);
        }
        var tokens = ((OIDCTokenResponse) answer).getOIDCTokens();
        if (tokens.getIDToken() == null) {
            throw new Unavailable("the OIDC provider " + profile.issuer() + " gave no ID token");
        }
        var claims = verified(tokens.getIDToken(), nonce);
        var email = claims.getStringClaim("email");
        return new SignIn(
                claims.getSubject().getValue(),
                email == null ? claims.getSubject().getValue() : email,
                tokens.getIDTokenString(),
                claims.getExpirationTime().toInstant(),
                Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue));
    }

    Unavailable refused(TokenErrorResponse error) {
        var text = error.getErrorObject();
        return new Unavailable("the OIDC provider " + profile.issuer() + " refused the sign-in: " + text.getCode()
                + (text.getDescription() == null ? "" : ", " + text.getDescription()));
    }

    private IDTokenClaimsSet verified(com.nimbusds.jwt.JWT token, Nonce nonce) throws Unavailable {
        try {
            var keys = metadata.getJWKSetURI().toURL();
            var retriever = new DefaultResourceRetriever(PATIENCE, PATIENCE, LARGEST_KEY_SET);
            return new IDTokenValidator(metadata.getIssuer(), client(), JWSAlgorithm.RS256, keys, retriever)
                    .validate(token, nonce);
        } catch (BadJOSEException | JOSEException | MalformedURLException bad) {
            throw new Unavailable("the ID token of " + profile.issuer() + " is not good: " + bad.getMessage(), bad);
        }
    }

    /** Takes the refresh token back, where the provider can (RFC 7009). */
    boolean revoke(String token) throws Unavailable {
        var endpoint = metadata.getRevocationEndpointURI();
        return endpoint != null
                && send(new TokenRevocationRequest(endpoint, client(), new RefreshToken(token)))
                        .indicatesSuccess();
    }

    HTTPResponse send(Request request) throws Unavailable {
        var http = request.toHTTPRequest();
        http.setConnectTimeout(PATIENCE);
        http.setReadTimeout(PATIENCE);
        http.setFollowRedirects(false);
        try {
            return http.send();
        } catch (IOException failure) {
            throw new Unavailable(
                    "the OIDC provider " + profile.issuer() + " does not answer: " + failure.getMessage(), failure);
        }
    }
}
