package io.sluice.lake.webidentity;

/** Why a token is not believed. The message says nothing of the token's contents but what the provider's configuration is compared with. */
public final class TokenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong; each service has a code of its own for it. */
    public enum Reason {
        /** It is no JSON Web Token, or none of the kind that is asked for. */
        MALFORMED,
        /** Its signature is not made with a key that the issuer publishes. */
        SIGNATURE,
        /** It is over. */
        EXPIRED,
        /** It has not begun, or was made in the future. */
        NOT_YET,
        /** It is of another issuer. */
        ISSUER,
        /** It is for somebody else. */
        AUDIENCE,
        /** A claim is not there that must be. */
        CLAIM,
        /** The issuer did not answer, or what it answered are no keys. */
        UNREACHABLE
    }

    private final Reason reason;

    TokenException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
