package io.sluice.redaction.door;

import static java.util.Objects.requireNonNull;

/**
 * A request that is answered with an error, in S3's words. The message is for the reader and never holds anything of an
 * object, a URL or a token.
 */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public RefusedException(int status, String code, String message) {
        super(requireNonNull(message));
        this.status = status;
        this.code = requireNonNull(code);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The bytes cannot be redacted, so none leave. */
    static RefusedException unredactable(String why) {
        return new RefusedException(500, "UnredactableObject", "The object cannot be redacted with certainty: " + why);
    }
}
