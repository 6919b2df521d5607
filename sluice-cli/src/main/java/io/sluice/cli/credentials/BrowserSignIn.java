package io.sluice.cli.credentials;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The person signs in with a browser on this machine, which is sent back to a port of the loopback interface: the authorization code flow
 * with PKCE of <a href="https://www.rfc-editor.org/rfc/rfc8252">RFC 8252</a>. An answer with another state, or of another issuer, is not
 * for us and changes nothing.
 */
final class BrowserSignIn {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Provider provider;
    private final Terminal terminal;
    private final State state = new State();
    private final Nonce nonce = new Nonce();
    private final CodeVerifier verifier = new CodeVerifier();

    BrowserSignIn(Provider provider, Terminal terminal) {
        this.provider = provider;
        this.terminal = terminal;
    }

    SignIn run() throws IOException, InterruptedException, Unavailable {
        try (var redirect = Redirect.listen(
                arrived -> answer(arrived, state, provider.metadata().getIssuer()))) {
            var address = address(redirect.address());
            boolean opened = Browser.open(address);
            terminal.say((opened ? "A browser opens, to sign you in" : "Sign in") + " at "
                    + provider.metadata().getIssuer() + ". The address is:" + System.lineSeparator()
                    + System.lineSeparator() + "  " + address + System.lineSeparator() + System.lineSeparator()
                    + "The browser must be on this machine; for another one use --device. Waiting for "
                    + LIMIT.toMinutes() + " minutes; Ctrl-C ends it.");
            var answer = redirect.await(LIMIT)
                    .orElseThrow(() -> new Unavailable("nobody signed in within " + LIMIT.toMinutes() + " minutes"));
            var signIn = exchange(answer, redirect.address());
            terminal.say("Signed in as " + signIn.name() + ".");
            return signIn;
        }
    }

    private URI address(URI redirect) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, provider.scope(), provider.client(), redirect)
                .endpointURI(provider.metadata().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** What came to the redirect address, where it is the answer to the sign-in with this state. */
    static Optional<AuthorizationResponse> answer(URI arrived, State state, Issuer expected) {
        try {
            var answer = AuthorizationResponse.parse(arrived);
            var issuer = answer.getIssuer();
            boolean complete =
                    !answer.indicatesSuccess() || answer.toSuccessResponse().getAuthorizationCode() != null;
            boolean ours = state.equals(answer.getState()) && (issuer == null || issuer.equals(expected));
            return complete && ours ? Optional.of(answer) : Optional.empty();
        } catch (ParseException notAnAnswer) {
            return Optional.empty();
        }
    }

    private SignIn exchange(AuthorizationResponse answer, URI redirect) throws Unavailable {
        if (!answer.indicatesSuccess()) {
            throw new Unavailable("the sign-in was refused: "
                    + answer.toErrorResponse().getErrorObject().getCode());
        }
        var code = answer.toSuccessResponse().getAuthorizationCode();
        return provider.signIn(provider.ask(new AuthorizationCodeGrant(code, redirect, verifier)), nonce);
    }
}
