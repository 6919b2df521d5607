package io.sluice.cli.credentials;

/** What was asked for cannot be: a profile that is not there, or that says something impossible. */
final class BadProfile extends Exception {
    private static final long serialVersionUID = 1;

    BadProfile(String message) {
        super(message);
    }
}
