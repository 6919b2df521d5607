package io.sluice.lake.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A stretch of a body, read segment by segment. */
final class BodyStream extends InputStream {
    private static final Logger LOG = System.getLogger(BodyStream.class.getName());

    private final BlobFiles files;
    private final Map<Long, byte[]> inline;
    private final ArrayDeque<Stretch> rest = new ArrayDeque<>();
    private Optional<BlobReader> reader = Optional.empty();
    private byte[] buffer = {};
    private int position;
    private int limit;
    private boolean closed;

    /** @param inline the small bodies among the segments, by number */
    BodyStream(BlobFiles files, Map<Long, byte[]> inline) {
        this.files = files;
        this.inline = inline;
    }

    /**
     * Sets the stream to the bytes from {@code offset} to {@code end} of the segments, and reads the first of them, so that damage there is
     * told before an answer has begun.
     */
    BodyStream over(List<Segment> segments, long offset, long end) throws IOException {
        long start = 0;
        for (var segment : segments) {
            long from = Math.max(offset - start, 0);
            long to = Math.min(end - start, segment.size());
            if (from < to) {
                rest.add(new Stretch(segment, from, to));
            }
            start += segment.size();
        }
        try {
            fill();
            return this;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int taken = Math.min(length, limit - position);
        System.arraycopy(buffer, position, into, offset, taken);
        position += taken;
        return taken;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long sent = 0;
        while (fill()) {
            out.write(buffer, position, limit - position);
            sent += limit - position;
            position = limit;
        }
        return sent;
    }

    @Override
    public int available() {
        return limit - position;
    }

    /** Sees to it that there is something in the buffer; false at the end. */
    private boolean fill() throws IOException {
        if (closed) {
            throw new IOException("the body is closed");
        }
        while (position == limit) {
            if (reader.isPresent()) {
                readOn(reader.get());
            } else if (rest.isEmpty()) {
                return false;
            } else {
                begin(rest.remove());
            }
        }
        return true;
    }

    private void readOn(BlobReader from) throws IOException {
        var next = from.next();
        if (next.isEmpty()) {
            from.close();
            reader = Optional.empty();
        } else {
            show(from.buffer(), next.from(), next.to());
        }
    }

    private void begin(Stretch stretch) throws IOException {
        switch (stretch.segment) {
            case Segment.Inline small -> {
                byte[] body = inline.get(small.id());
                if (BlobWriter.crc32c(body, 0, body.length) != small.crc32c()) {
                    LOG.log(Level.ERROR, "small body {0} in the index is damaged", small.id());
                    throw new IOException("a small body is damaged: its bytes are not those that were written");
                }
                show(body, (int) stretch.from, (int) stretch.to);
            }
            case Segment.Blob(var name, long size) ->
                reader = Optional.of(new BlobReader(files.path(name), size, stretch.from, stretch.to));
        }
    }

    private void show(byte[] bytes, int from, int to) {
        buffer = bytes;
        position = from;
        limit = to;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (reader.isPresent()) {
            reader.get().close();
        }
    }

    private record Stretch(Segment segment, long from, long to) {}
}
