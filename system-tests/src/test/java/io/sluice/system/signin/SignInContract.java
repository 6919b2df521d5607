package io.sluice.system.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Sluice relies on at an OIDC provider, and what it must refuse. */
abstract class SignInContract {
    static final URI BROKER_REDIRECT = URI.create("http://localhost:54322/signed-in");

    private UserAgent agent;

    abstract IdentityProvider provider();

    @BeforeEach
    void openBrowser() {
        agent = new UserAgent(provider().issuer());
    }

    @AfterEach
    void closeBrowser() {
        agent.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(People.class)
    void theIdTokenSaysWhoSignedInAndTheirGroups(People person) throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());

        var claims = verified(flow, flow.signIn(agent, person), DemoProvider.COMMAND_LINE);

        assertThat(claims.getStringListClaim("groups")).containsExactly(person.group());
        assertThat(claims.getStringClaim("email")).isEqualTo(person.email());
        assertThat(claims.getSubject()).isNotBlank();
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getAudience()).containsExactly(DemoProvider.COMMAND_LINE);
    }

    @Test
    void theConfidentialClientSignsInWithItsSecret() throws Exception {
        var flow = CodeFlow.broker(provider().issuer(), BROKER_REDIRECT);

        var claims = verified(flow, flow.signIn(agent, People.CLEO), DemoProvider.BROKER);

        assertThat(claims.getStringListClaim("groups")).containsExactly("customer-support");
    }

    @Test
    void theRedirectCarriesTheStateAndNoToken() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());

        var back = flow.redirected(agent, People.CLEO);

        assertThat(back.parameters())
                .containsEntry("state", flow.state().getValue())
                .containsKey("code");
        assertThat(back.address().toString())
                .startsWith("http://127.0.0.1:54321/callback?")
                .doesNotContain("token");
    }

    @Test
    void aWrongPasswordSignsNobodyIn() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());
        var form = agent.get(flow.request().build().toURI());

        var page = agent.submit(form, Map.of("username", People.CLEO.userName(), "password", People.SAM.password()));

        assertThat(page.address().getAuthority()).isEqualTo(provider().issuer().getAuthority());
        assertThat(page.document().select("input[name=password]")).hasSize(1);
    }

    @Test
    void aRequestWithoutPkceIsRefused() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());

        var back = agent.get(
                flow.request().codeChallenge((CodeVerifier) null, null).build().toURI());

        assertThat(back.parameters()).containsEntry("error", "invalid_request").doesNotContainKey("code");
    }

    @Test
    void aCodeWithAnotherVerifierIsRefused() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());
        var code = flow.redirected(agent, People.CLEO).parameters().get("code");

        var answer = flow.exchange(code, new CodeVerifier());

        assertThat(answer.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_grant");
    }

    @Test
    void aCodeIsGoodOnce() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());
        var code = flow.redirected(agent, People.CLEO).parameters().get("code");

        assertThat(flow.exchange(code, flow.verifier()).indicatesSuccess()).isTrue();
        assertThat(flow.exchange(code, flow.verifier()).indicatesSuccess()).isFalse();
    }

    @Test
    void aRedirectElsewhereIsRefused() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());
        var elsewhere = URI.create("http://127.0.0.1:54321/elsewhere");

        var page = agent.get(flow.request().redirectionURI(elsewhere).build().toURI());

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.address().getAuthority()).isEqualTo(provider().issuer().getAuthority());
    }

    @Test
    void aRefreshGivesTheNextIdToken() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());
        var first = flow.signIn(agent, People.CLEO);

        var second = (OIDCTokenResponse)
                flow.refresh(first.getOIDCTokens().getRefreshToken()).toSuccessResponse();

        var claims = second.getOIDCTokens().getIDToken().getJWTClaimsSet();
        assertThat(claims.getStringListClaim("groups")).containsExactly("customer-support");
        assertThat(claims.getJWTID())
                .isNotEqualTo(
                        first.getOIDCTokens().getIDToken().getJWTClaimsSet().getJWTID());
    }

    @Test
    void aRefreshTokenIsGoodOnce() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());
        var token = flow.signIn(agent, People.CLEO).getOIDCTokens().getRefreshToken();

        assertThat(flow.refresh(token).indicatesSuccess()).isTrue();
        assertThat(flow.refresh(token).indicatesSuccess()).isFalse();
    }

    @Test
    void whoIsSignedInSignsInElsewhereWithoutAPassword() throws Exception {
        CodeFlow.commandLine(provider().issuer()).signIn(agent, People.CLEO);

        var back = agent.get(CodeFlow.broker(provider().issuer(), BROKER_REDIRECT)
                .request()
                .build()
                .toURI());

        assertThat(back.parameters()).containsKey("code");
    }

    @Test
    void signOutAtTheProviderAsksForThePasswordAgain() throws Exception {
        var flow = CodeFlow.broker(provider().issuer(), BROKER_REDIRECT);
        var idToken = flow.signIn(agent, People.CLEO).getOIDCTokens().getIDTokenString();

        var back = agent.get(URI.create(flow.provider().getEndSessionEndpointURI() + "?id_token_hint=" + idToken
                + "&post_logout_redirect_uri=" + BROKER_REDIRECT + "&state=s1"));
        var again = agent.get(CodeFlow.broker(provider().issuer(), BROKER_REDIRECT)
                .request()
                .build()
                .toURI());

        assertThat(back.address()).isEqualTo(URI.create(BROKER_REDIRECT + "?state=s1"));
        assertThat(again.document().select("input[name=password]")).hasSize(1);
    }

    @Test
    void somebodyOnAnotherDeviceGetsAnIdTokenOnceItIsConfirmed() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());
        var begun = flow.beginDevice();
        assertThat(flow.askDevice(begun).toErrorResponse().getErrorObject().getCode())
                .isEqualTo("authorization_pending");

        agent.confirmDevice(begun.getVerificationURIComplete(), People.CLEO);
        var tokens = flow.deviceTokens(begun);

        var claims = tokens.getOIDCTokens().getIDToken().getJWTClaimsSet();
        assertThat(claims.getStringListClaim("groups")).containsExactly("customer-support");
        assertThat(claims.getAudience()).containsExactly(DemoProvider.COMMAND_LINE);
        var next = (OIDCTokenResponse)
                flow.refresh(tokens.getOIDCTokens().getRefreshToken()).toSuccessResponse();
        assertThat(next.getOIDCTokens().getIDToken()).isNotNull();
    }

    @Test
    void aDeviceThatNobodyConfirmedGetsNothing() throws Exception {
        var flow = CodeFlow.commandLine(provider().issuer());
        var confirmed = flow.beginDevice();
        var forgotten = flow.beginDevice();

        agent.confirmDevice(confirmed.getVerificationURIComplete(), People.CLEO);

        assertThat(flow.askDevice(forgotten).indicatesSuccess()).isFalse();
    }

    /** Signature, issuer, audience, times and nonce, as an application checks them. */
    static JWTClaimsSet verified(CodeFlow flow, OIDCTokenResponse tokens, String client) throws Exception {
        var validator = new IDTokenValidator(
                flow.provider().getIssuer(),
                new ClientID(client),
                JWSAlgorithm.RS256,
                flow.provider().getJWKSetURI().toURL(),
                new DefaultResourceRetriever(20_000, 20_000));
        return validator
                .validate(tokens.getOIDCTokens().getIDToken(), flow.nonce())
                .toJWTClaimsSet();
    }
}
