package io.sluice.lake.storage;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body on its way in. Small ones stay in memory, larger ones go to a file of their own as they come; nobody sees either until
 * the body is given to {@link ObjectStore#put} or {@link ObjectStore#putPart}. Closed without that, it is discarded; closing it
 * afterwards does nothing, so it belongs into a {@code try}. For one thread.
 */
public abstract class StagedBody extends OutputStream {
    StagedBody() {}

    /** Bytes written so far. */
    public abstract long size();

    /** The MD5 of all bytes; nothing can be written afterwards. */
    public abstract byte[] md5();

    /** Discards the body where it was not committed. */
    @Override
    public abstract void close() throws IOException;
}
