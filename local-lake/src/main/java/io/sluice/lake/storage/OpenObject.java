package io.sluice.lake.storage;

import java.io.IOException;
import java.io.InputStream;

/**
 * A version opened for reading. Its body stays whole and readable until this is closed, whatever is written or deleted meanwhile.
 */
public interface OpenObject extends AutoCloseable {
    ObjectVersion object();

    /**
     * The bytes from {@code offset}, {@code length} of them. Reads as it is asked, and holds no more than a buffer. Every byte is
     * checked against the checksum of its block before it is handed out: a damaged body ends in an {@link IOException}. To hand
     * on a whole body use {@link InputStream#transferTo}.
     *
     * @throws IndexOutOfBoundsException where the range is not inside the body
     */
    InputStream body(long offset, long length) throws IOException;

    @Override
    void close();
}
