package io.sluice.lake.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** A version whose files are kept from being deleted, and whose small bodies are in memory. */
final class OpenVersion implements OpenObject {
    private final StoredVersion version;
    private final BlobFiles files;
    private final Map<Long, byte[]> inline;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OpenVersion(StoredVersion version, BlobFiles files, Map<Long, byte[]> inline) {
        this.version = version;
        this.files = files;
        this.inline = inline;
    }

    /** Holds on to the files; whether they were there at that moment is for the caller to see. */
    static OpenVersion pinned(StoredVersion version, BlobFiles files, Map<Long, byte[]> inline) {
        for (var segment : version.segments()) {
            if (segment instanceof Segment.Blob blob) {
                files.pin(blob.name());
            }
        }
        return new OpenVersion(version, files, inline);
    }

    /** Whether nothing that happens on the disk can take the body away. */
    boolean isInMemory() {
        return version.segments().size() == inline.size();
    }

    List<Segment> segments() {
        return version.segments();
    }

    /** The bytes of a small body among the segments. */
    byte[] inline(long id) {
        return Objects.requireNonNull(inline.get(id));
    }

    @Override
    public ObjectVersion object() {
        return version.object();
    }

    @Override
    public InputStream body(long offset, long length) throws IOException {
        Objects.checkFromIndexSize(offset, length, version.object().size());
        return new BodyStream(files, inline).over(version.segments(), offset, offset + length);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            for (var segment : version.segments()) {
                if (segment instanceof Segment.Blob blob) {
                    files.release(blob.name());
                }
            }
        }
    }
}
