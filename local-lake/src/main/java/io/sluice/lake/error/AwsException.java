package io.sluice.lake.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal in AWS's words. It carries no stack trace, since it is an answer and not a fault, and never a secret. */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    @SuppressWarnings("serial")
    private final Map<String, String> details;

    public AwsException(ErrorCode code) {
        this(code, code.message());
    }

    public AwsException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** @param details further elements of the XML error, such as {@code Key}, in the order given */
    public AwsException(ErrorCode code, String message, Map<String, String> details) {
        super(message, null, false, false);
        this.code = code;
        this.details = new LinkedHashMap<>(details);
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, String> details() {
        return Collections.unmodifiableMap(details);
    }
}
