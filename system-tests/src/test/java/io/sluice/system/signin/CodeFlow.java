package io.sluice.system.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The authorization code flow with PKCE as an application runs it, the person's part played by a {@link UserAgent}. For tests that want
 * a real token: {@code CodeFlow.commandLine(provider.issuer()).signIn(agent, People.CLEO)}.
 */
public final class CodeFlow {
    private final OIDCProviderMetadata provider;
    private final ClientID client;
    private final Optional<Secret> secret;
    private final URI redirect;
    private final CodeVerifier verifier = new CodeVerifier();
    private final State state = new State();
    private final Nonce nonce = new Nonce();

    private CodeFlow(URI issuer, ClientID client, Optional<Secret> secret, URI redirect) throws Exception {
        this.provider = OIDCProviderMetadata.resolve(new Issuer(issuer));
        this.client = client;
        this.secret = secret;
        this.redirect = redirect;
    }

    /** The public client, on some port of the loopback address. */
    public static CodeFlow commandLine(URI issuer) throws Exception {
        return new CodeFlow(
                issuer,
                new ClientID(DemoProvider.COMMAND_LINE),
                Optional.empty(),
                URI.create("http://127.0.0.1:54321/callback"));
    }

    /** The confidential client. */
    public static CodeFlow broker(URI issuer, URI redirect) throws Exception {
        return broker(issuer, redirect, DemoProvider.BROKER_SECRET);
    }

    /** The same with a secret of its own. */
    public static CodeFlow broker(URI issuer, URI redirect, String secret) throws Exception {
        return new CodeFlow(issuer, new ClientID(DemoProvider.BROKER), Optional.of(new Secret(secret)), redirect);
    }

    public OIDCProviderMetadata provider() {
        return provider;
    }

    public Nonce nonce() {
        return nonce;
    }

    public State state() {
        return state;
    }

    /** Where the browser is sent first. */
    public AuthenticationRequest.Builder request() {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "email", "profile"), client, redirect)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256);
    }

    /** Signs in, and returns where the browser is sent then. */
    public UserAgent.Page redirected(UserAgent agent, People person) throws Exception {
        return redirected(agent, person.userName(), person.password());
    }

    private UserAgent.Page redirected(UserAgent agent, String userName, String password) throws Exception {
        var page = agent.get(request().build().toURI());
        return page.body().isEmpty() ? page : agent.submit(page, Map.of("username", userName, "password", password));
    }

    /** The code that the browser is sent back with, of somebody with another password than the tests'. */
    public String code(UserAgent agent, String userName, String password) throws Exception {
        return redirected(agent, userName, password).parameters().get("code");
    }

    /** All of it: sign-in, and the code for tokens. */
    public OIDCTokenResponse signIn(UserAgent agent, People person) throws Exception {
        var code = redirected(agent, person).parameters().get("code");
        return (OIDCTokenResponse) exchange(code, verifier).toSuccessResponse();
    }

    /** The code for tokens, with a verifier that may be wrong or none. */
    public TokenResponse exchange(String code, CodeVerifier shown) throws Exception {
        return send(new AuthorizationCodeGrant(new AuthorizationCode(code), redirect, shown));
    }

    public CodeVerifier verifier() {
        return verifier;
    }

    public TokenResponse refresh(RefreshToken token) throws Exception {
        return send(new RefreshTokenGrant(token));
    }

    /** The other way for the public client: the device authorization grant. */
    DeviceAuthorizationSuccessResponse beginDevice() throws Exception {
        var request = new DeviceAuthorizationRequest.Builder(client)
                .endpointURI(provider.getDeviceAuthorizationEndpointURI())
                .scope(new Scope("openid", "email", "profile"))
                // Keycloak wants PKCE of this client here too.
                .customParameter(
                        "code_challenge",
                        CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                .getValue())
                .customParameter("code_challenge_method", "S256")
                .build();
        return DeviceAuthorizationResponse.parse(request.toHTTPRequest().send()).toSuccessResponse();
    }

    TokenResponse askDevice(DeviceAuthorizationSuccessResponse begun) throws Exception {
        var request = new TokenRequest.Builder(
                        provider.getTokenEndpointURI(), client, new DeviceCodeGrant(begun.getDeviceCode()))
                .customParameter("code_verifier", verifier.getValue())
                .build();
        return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    }

    /** Asks again as long as it was asked too often. */
    OIDCTokenResponse deviceTokens(DeviceAuthorizationSuccessResponse begun) throws Exception {
        for (int tries = 0; tries < 20; tries++) {
            var answer = askDevice(begun);
            if (answer.indicatesSuccess()) {
                return (OIDCTokenResponse) answer.toSuccessResponse();
            }
            var code = answer.toErrorResponse().getErrorObject().getCode();
            if (!"slow_down".equals(code)) {
                throw new IOException("the device got " + code);
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IOException("still asked too often");
    }

    private TokenResponse send(AuthorizationGrant grant) throws Exception {
        var request = secret.map(s -> new TokenRequest.Builder(
                        provider.getTokenEndpointURI(), new ClientSecretBasic(client, s), grant))
                .orElseGet(() -> new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant))
                .build();
        return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    }
}
