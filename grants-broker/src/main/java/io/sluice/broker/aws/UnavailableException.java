package io.sluice.broker.aws;

/** Something that is needed does not answer, or not in time. Nothing is given out then; trying again later may help. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    public UnavailableException(String what, Throwable cause) {
        super(what + " does not answer", cause);
        this.what = what;
    }

    /** What does not answer, in words for people. */
    public String what() {
        return what;
    }
}
