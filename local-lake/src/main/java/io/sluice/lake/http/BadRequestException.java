package io.sluice.lake.http;

import java.io.IOException;

/** A head that is not HTTP as this server takes it; the answer has no further detail, as S3's has none. */
final class BadRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadRequestException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    int status() {
        return status;
    }
}
