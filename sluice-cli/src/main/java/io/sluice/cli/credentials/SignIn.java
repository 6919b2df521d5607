package io.sluice.cli.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody is signed in: their ID token, and what gives the next one without asking them.
 *
 * @param name what AWS's logs call them: the e-mail address where the token has one
 */
record SignIn(String subject, String name, String idToken, Instant expires, Optional<String> refreshToken) {
    private static final Duration LEFT = Duration.ofMinutes(1);

    /** Whether the token is good for long enough to be used now. */
    boolean usable(Instant now) {
        return now.plus(LEFT).isBefore(expires);
    }

    /** With the refresh token that gave it, where the provider gave no new one. */
    SignIn withRefresh(String used) {
        return new SignIn(subject, name, idToken, expires, refreshToken.or(() -> Optional.of(used)));
    }

    @Override
    public String toString() {
        return "SignIn[" + subject + ", until " + expires + ", <tokens>]";
    }
}
