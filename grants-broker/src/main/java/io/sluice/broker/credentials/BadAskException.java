package io.sluice.broker.credentials;

/** Something was asked for that cannot be; the field tells which, the message why, for people. */
public final class BadAskException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public BadAskException(String field, String why) {
        super(why);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
