package io.sluice.lake.accesslog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes events, one line each, on a thread of its own. Requests hand an event over and go on; where they are faster than the disk for
 * long they wait, since none is dropped. Where the disk takes nothing, lines wait for it, and behind them requests. After {@link #close}
 * every event that was handed over is written, unless the disk takes nothing then.
 */
public final class AccessLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());
    private static final int CAPACITY = 8192;
    private static final int BATCH = 512;
    private static final long AGAIN_MILLIS = 500;

    /** Empty means that no more will come. */
    private final BlockingQueue<Optional<Event>> queue = new ArrayBlockingQueue<>(CAPACITY);

    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(2048);
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(1 << 16);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread writer;
    private volatile boolean closed;

    private AccessLog(OutputStream out) {
        this.out = out;
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
        return to(new WholeAppends(file));
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
        lines.reset();
        batch.stream().flatMap(Optional::stream).forEach(this::add);
        boolean failed = false;
        while (lines.size() > 0) {
            try {
                lines.writeTo(out);
                out.flush();
                lines.reset();
            } catch (IOException e) {
                failed = told(failed, e);
                if (!mayTryAgain()) {
                    return;
                }
            }
        }
    }

    /** Says once that a batch has to wait. */
    private static boolean told(boolean before, IOException e) {
        if (!before) {
            LOG.log(System.Logger.Level.ERROR, "Could not write the access log; trying again until it is written", e);
        }
        return true;
    }

    /** Waits a little; not when the log is being closed. */
    private boolean mayTryAgain() {
        try {
            return !closing.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but the end of the process.
            return false;
        }
    }

    /** Made whole first: an event that cannot be written leaves no half line. */
    private void add(Event event) {
        try {
            line.reset();
            EventJson.write(event, line);
            line.writeTo(lines);
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
        closing.countDown();
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
