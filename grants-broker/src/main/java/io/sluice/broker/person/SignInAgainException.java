package io.sluice.broker.person;

/** The token of this sign-in is used up: the person has to be sent to the provider once more, who mostly asks nothing. */
public final class SignInAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SignInAgainException(Throwable cause) {
        super("This sign-in has been used up; sign in again", cause);
    }
}
