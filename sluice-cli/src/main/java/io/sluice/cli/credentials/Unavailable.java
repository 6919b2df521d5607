package io.sluice.cli.credentials;

/**
 * There are no credentials to give: nobody is signed in and nobody can be asked, or somebody refused. The message is for the person,
 * says what to do, and holds no token.
 */
final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    Unavailable(String message) {
        super(message);
    }

    Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
