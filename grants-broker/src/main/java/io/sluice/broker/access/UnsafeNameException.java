package io.sluice.broker.access;

/** A key, prefix or scope that the broker does not pass on. The message is for the person and never repeats the name. */
public final class UnsafeNameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnsafeNameException(String why) {
        super(why);
    }
}
