package io.sluice.lake.signing;

import java.io.IOException;

/** Payload bytes without framing. */
interface BodySource {
    /**
     * At most {@code count} further bytes; -1 at the end, once the framing has been verified to its last byte.
     *
     * @param count at least 1
     */
    int read(byte[] bytes, int offset, int count) throws IOException;

    /** The fields behind the body; known at the end. */
    Trailer trailer();
}
