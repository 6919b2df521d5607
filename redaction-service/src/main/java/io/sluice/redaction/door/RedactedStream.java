package io.sluice.redaction.door;

import io.sluice.redaction.Format;
import io.sluice.redaction.Redactor;
import io.sluice.redaction.UnredactableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The redacted bytes to be read as they come. The redactor runs on a virtual thread of its own and waits when nobody reads.
 * What it cannot redact ends the stream with an {@link IOException} whose cause is the {@link UnredactableException}, never
 * with its end. Closing the stream stops the redactor and closes the source.
 */
final class RedactedStream extends InputStream {
    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS = 32;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS);
    private final InputStream source;
    private final Thread thread;
    private volatile Throwable failure;
    private volatile boolean closed;
    private byte[] chunk = new byte[0];
    private int at;
    private boolean ended;

    RedactedStream(Redactor redactor, Format format, InputStream source) {
        this.source = source;
        thread = Thread.ofVirtual().name("redactor").start(() -> run(redactor, format));
    }

    private void run(Redactor redactor, Format format) {
        try {
            Chunks out = new Chunks();
            redactor.redact(format, source, out);
            out.end();
        } catch (IOException | UnredactableException | RuntimeException | Error broken) {
            failure = broken;
        } finally {
            offer(END);
        }
    }

    private void offer(byte[] bytes) {
        try {
            if (!closed) {
                chunks.put(bytes);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == chunk.length && !ended) {
            next();
        }
        if (at == chunk.length) {
            if (failure != null) {
                throw new IOException("the object could not be redacted to its end", failure);
            }
            return -1;
        }
        int read = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, bytes, offset, read);
        at += read;
        return read;
    }

    private void next() throws IOException {
        try {
            chunk = chunks.take();
            at = 0;
            ended = chunk.length == 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        source.close();
    }

    private final class Chunks extends OutputStream {
        private final byte[] buffer = new byte[CHUNK];
        private int size;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int left = length;
            while (left > 0) {
                int part = Math.min(left, CHUNK - size);
                System.arraycopy(bytes, from, buffer, size, part);
                size += part;
                from += part;
                left -= part;
                if (size == CHUNK) {
                    send();
                }
            }
        }

        /** An empty chunk would be the end. */
        void end() throws IOException {
            if (size > 0) {
                send();
            }
        }

        private void send() throws IOException {
            if (closed || Thread.currentThread().isInterrupted()) {
                throw new IOException("nobody reads any more");
            }
            offer(Arrays.copyOf(buffer, size));
            size = 0;
        }
    }
}
