package io.sluice.lake.http;

import java.io.IOException;

/** A body whose transfer coding is not what <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, 7.1</a> has. */
public final class MalformedBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedBodyException(IOException cause) {
        super("malformed chunk", cause);
    }
}
