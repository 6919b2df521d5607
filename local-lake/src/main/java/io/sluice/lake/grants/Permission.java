package io.sluice.lake.grants;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Arrays;

/** What a grant allows, or a request asks for. */
enum Permission {
    READ,
    WRITE,
    READWRITE;

    static Permission of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new AwsException(ErrorCode.InvalidRequest, "The permission must be READ, WRITE or READWRITE."));
    }

    /** Whether who has this may be given the other. */
    boolean covers(Permission other) {
        return this == other || this == READWRITE;
    }

    boolean reads() {
        return this != WRITE;
    }

    boolean writes() {
        return this != READ;
    }
}
