package io.sluice.catalogue.replay;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Does work on several threads, and hands over what comes of it in the order in which it was given, on the thread that gives it. It is a few
 * pieces ahead at most. For one thread.
 */
final class InOrder<T> implements AutoCloseable {
    private final Consumer<T> sink;
    private final ExecutorService workers;
    private final int ahead;
    private final Queue<Future<T>> running = new ArrayDeque<>();

    InOrder(int threads, Consumer<T> sink) {
        this.sink = sink;
        workers = Executors.newFixedThreadPool(
                threads,
                work -> Thread.ofPlatform().daemon().name("replay-decide").unstarted(work));
        ahead = threads + 2;
    }

    void give(Callable<T> work) {
        running.add(workers.submit(work));
        while (running.size() > ahead) {
            takeFirst();
        }
    }

    /** Waits for all of it. */
    void finish() {
        while (!running.isEmpty()) {
            takeFirst();
        }
    }

    private void takeFirst() {
        try {
            sink.accept(running.remove().get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException own ? own : new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
