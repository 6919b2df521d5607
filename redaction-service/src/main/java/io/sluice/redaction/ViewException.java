package io.sluice.redaction;

/** A view, a path in it or a key for it is not as it has to be; the message says what, where and what would be right. */
public final class ViewException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ViewException(String message) {
        super(message);
    }
}
