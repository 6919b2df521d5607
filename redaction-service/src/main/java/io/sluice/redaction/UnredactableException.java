package io.sluice.redaction;

/**
 * The bytes cannot be redacted with certainty, so nothing of the record in question was written. The message says where and
 * why, and never holds anything of what was read: it may be shown to the reader and logged.
 *
 * <p>Records before it may already have been written. Whoever hands the output on has to make its end a failure (an error
 * status where nothing was sent yet, a broken connection where something was), never a normal end.
 */
public final class UnredactableException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnredactableException(String message) {
        super(message);
    }
}
