package io.sluice.lake.storage;

import java.io.IOException;

/** The index is not what was written. The message says where, and what can be done about it. */
public final class DamagedIndexException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedIndexException(String message) {
        super(message);
    }

    DamagedIndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
