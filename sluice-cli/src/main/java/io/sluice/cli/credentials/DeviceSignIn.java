package io.sluice.cli.credentials;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The person signs in on another device, where they compare a code: the device authorization grant of <a
 * href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>.
 */
final class DeviceSignIn {
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final Provider provider;
    private final Clock clock;

    DeviceSignIn(Provider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** A sign-in that has begun and that somebody has yet to confirm. */
    record Begun(
            String deviceCode, String verifier, String userCode, String address, Instant expires, Duration interval) {
        @Override
        public String toString() {
            return "Begun[" + address + ", until " + expires + ", <device code>]";
        }
    }

    boolean possible() {
        return provider.metadata().getDeviceAuthorizationEndpointURI() != null;
    }

    Begun begin() throws Unavailable {
        if (!possible()) {
            throw new Unavailable("the OIDC provider " + provider.metadata().getIssuer()
                    + " cannot sign in on another device; leave --device out");
        }
        var verifier = new CodeVerifier();
        var request = new DeviceAuthorizationRequest.Builder(provider.client())
                .endpointURI(provider.metadata().getDeviceAuthorizationEndpointURI())
                .scope(provider.scope())
                // No specification asks for PKCE here; Keycloak does of a client that must use it, others pass over it.
                .customParameter(
                        "code_challenge",
                        CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                .getValue())
                .customParameter("code_challenge_method", CodeChallengeMethod.S256.getValue())
                .build();
        return begun(parsed(request), verifier);
    }

    private DeviceAuthorizationResponse parsed(DeviceAuthorizationRequest request) throws Unavailable {
        try {
            return DeviceAuthorizationResponse.parse(provider.send(request));
        } catch (ParseException odd) {
            throw new Unavailable("the OIDC provider's answer to a device's sign-in is none", odd);
        }
    }

    private Begun begun(DeviceAuthorizationResponse answer, CodeVerifier verifier) throws Unavailable {
        if (!answer.indicatesSuccess()) {
            throw new Unavailable("the OIDC provider refused a device's sign-in: "
                    + answer.toErrorResponse().getErrorObject().getCode());
        }
        var good = answer.toSuccessResponse();
        var address = good.getVerificationURIComplete() == null
                ? good.getVerificationURI()
                : good.getVerificationURIComplete();
        return new Begun(
                good.getDeviceCode().getValue(),
                verifier.getValue(),
                good.getUserCode().getValue(),
                address.toString(),
                clock.instant().plusSeconds(good.getLifetime()),
                Duration.ofSeconds(good.getInterval()));
    }

    /** Shows the address and waits until somebody has signed in there. */
    SignIn run(Terminal terminal) throws InterruptedException, Unavailable {
        var begun = begin();
        terminal.say("To sign in, open this address on any device and check that it shows the code " + begun.userCode()
                + ":" + System.lineSeparator() + System.lineSeparator() + "  " + begun.address()
                + System.lineSeparator());
        var interval = begun.interval();
        while (clock.instant().isBefore(begun.expires())) {
            Thread.sleep(interval);
            switch (ask(begun)) {
                case Answer.SignedIn(var signIn) -> {
                    terminal.say("Signed in as " + signIn.name() + ".");
                    return signIn;
                }
                case Answer.NotYet(boolean tooOften) -> interval = tooOften ? interval.plus(SLOWER) : interval;
                case Answer.Over(var reason) -> throw new Unavailable(reason);
            }
        }
        throw new Unavailable("nobody signed in before the code lapsed");
    }

    /** What the provider says to somebody who waits. */
    sealed interface Answer {
        record SignedIn(SignIn signIn) implements Answer {}

        /** Nobody has signed in yet; {@code tooOften} wants fewer questions from now on. */
        record NotYet(boolean tooOften) implements Answer {}

        /** It was refused, or the code has lapsed. */
        record Over(String reason) implements Answer {}
    }

    Answer ask(Begun begun) throws Unavailable {
        var answer = provider.ask(
                new DeviceCodeGrant(new DeviceCode(begun.deviceCode())), Map.of("code_verifier", begun.verifier()));
        if (answer instanceof TokenErrorResponse error) {
            var code = Optional.ofNullable(error.getErrorObject().getCode()).orElse("");
            return switch (code) {
                case "authorization_pending" -> new Answer.NotYet(false);
                case "slow_down" -> new Answer.NotYet(true);
                default -> new Answer.Over(provider.refused(error).getMessage());
            };
        }
        return new Answer.SignedIn(provider.signIn(answer, null));
    }
}
