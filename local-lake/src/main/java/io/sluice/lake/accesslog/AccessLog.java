package io.sluice.lake.accesslog;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Writes events, one line each, on a thread of its own. Requests hand an event over and go on; where they are faster than the disk for
 * long they wait, since none is dropped. After {@link #close} every event that was handed over is written.
 */
public final class AccessLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());
    private static final int CAPACITY = 8192;
    private static final int BATCH = 512;

    /** Empty means that no more will come. */
    private final BlockingQueue<Optional<Event>> queue = new ArrayBlockingQueue<>(CAPACITY);

    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
    private final Thread writer;
    private volatile boolean closed;

    private AccessLog(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.writer = Thread.ofPlatform().name("access-log").daemon().unstarted(this::run);
    }

    /** A log that writes to a stream and closes it in the end. */
    public static AccessLog to(OutputStream out) {
        var log = new AccessLog(out);
        log.writer.start();
        return log;
    }

    /** A log that appends to a file. */
    public static AccessLog to(Path file) throws IOException {
        return to(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /**
     * Hands an event over, waiting only while the queue is full.
     *
     * @throws IllegalStateException after {@link #close}, when it could not be written any more
     */
    public void write(Event event) {
        if (closed) {
            throw new IllegalStateException("The access log is closed");
        }
        try {
            queue.put(Optional.of(event));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.log(System.Logger.Level.WARNING, "Interrupted before request " + event.requestId() + " was logged");
        }
    }

    private void run() {
        var batch = new ArrayList<Optional<Event>>(BATCH);
        boolean more = true;
        while (more) {
            batch.clear();
            if (queue.drainTo(batch, BATCH) == 0) {
                batch.add(next());
            }
            more = batch.stream().allMatch(Optional::isPresent);
            append(batch);
        }
    }

    private Optional<Event> next() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but the end of the process.
            return Optional.empty();
        }
    }

    private void append(List<Optional<Event>> batch) {
        batch.stream().flatMap(Optional::stream).forEach(this::append);
        try {
            out.flush();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "Could not write the access log", e);
        }
    }

    /** Made whole first: an event that cannot be written leaves no half line. */
    private void append(Event event) {
        try {
            line.reset();
            EventJson.write(event, line);
            line.writeTo(out);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Could not log request " + event.requestId(), e);
        }
    }

    /** Writes what was handed over and closes the stream. Nothing may be handed over any more. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            queue.put(Optional.empty());
            writer.join();
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "Could not close the access log", e);
        }
    }
}
