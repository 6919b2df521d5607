package io.sluice.broker.aws;

/** AWS answered, and said no. The code is AWS's; the text is AWS's own and for people. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public RefusedException(String code, String text) {
        super(text);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
