package io.sluice.lake.principals;

/** A principals file that is not one. The message names file, index and member, never a secret. */
public final class PrincipalsFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PrincipalsFileException(String message) {
        super(message, null, false, false);
    }
}
