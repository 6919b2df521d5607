package io.sluice.catalogue.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads logs in their order, parses them on all processors, and hands them over in their order. It holds a few blocks of lines, however long
 * the logs are.
 */
final class LogReader {
    private static final int AHEAD = 2 * Runtime.getRuntime().availableProcessors() + 2;
    private static final int FIRST_BYTES = 4096;
    private static final Batch END = new Batch("", List.of(), 0);

    private final BlockingQueue<Future<Batch>> queue = new ArrayBlockingQueue<>(AHEAD);
    private final ExecutorService parsers;

    private LogReader(ExecutorService parsers) {
        this.parsers = parsers;
    }

    /**
     * Hands over every line of every log, on the thread of the caller.
     *
     * @throws IOException where a log cannot be read
     */
    static void read(List<Source> sources, Consumer<Batch> sink) throws IOException {
        var parsers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), LogReader::daemon);
        var reader = new LogReader(parsers);
        var cutter = daemon(() -> {
            try {
                reader.cut(sources);
            } catch (UncheckedIOException _) {
                // Interrupted: nobody reads on.
            }
        });
        cutter.start();
        try {
            reader.drain(sink);
        } finally {
            cutter.interrupt();
            parsers.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        return Thread.ofPlatform().daemon().name("replay").unstarted(work);
    }

    private void drain(Consumer<Batch> sink) throws IOException {
        try {
            for (var batch = queue.take().get();
                    !batch.equals(END);
                    batch = queue.take().get()) {
                sink.accept(batch);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    private void cut(List<Source> sources) {
        try {
            for (var source : sources) {
                cut(source);
            }
            put(done(() -> END));
        } catch (IOException | RuntimeException failure) {
            put(done(() -> {
                throw failure;
            }));
        }
    }

    private void cut(Source source) throws IOException {
        try (var in = source.unpacked()) {
            switch (format(in)) {
                case DOCUMENT -> new TrailDocument(source.name(), batch -> put(done(() -> batch))).read(in);
                case JSON_LINES -> lines(source, in, JsonLog::new);
                case SERVER_LINES -> lines(source, in, ServerLog::new);
            }
        }
    }

    private enum Format {
        DOCUMENT,
        JSON_LINES,
        SERVER_LINES
    }

    /** By the first bytes: a document opens an object that goes on in the next line or has Records, a line of JSON one that does not. */
    private static Format format(InputStream in) throws IOException {
        in.mark(FIRST_BYTES);
        var text = new String(in.readNBytes(FIRST_BYTES), StandardCharsets.UTF_8);
        in.reset();
        var start = text.stripLeading();
        if (!start.startsWith("{")) {
            return Format.SERVER_LINES;
        }
        var first = start.substring(1).stripLeading();
        boolean goesOn = start.substring(1, start.length() - first.length()).indexOf('\n') >= 0;
        return goesOn || first.startsWith("\"Records\"") ? Format.DOCUMENT : Format.JSON_LINES;
    }

    private void lines(Source source, InputStream in, Supplier<LineParser> parser) throws IOException {
        var blocks = new LineBlocks(in);
        for (var block = blocks.next(); block.isPresent(); block = blocks.next()) {
            var lines = block.get();
            var task = new FutureTask<>(() -> parsed(source.name(), lines, parser.get()));
            parsers.execute(task);
            put(task);
        }
        blocks.broken().ifPresent(why -> {
            var last = new Entry(blocks.line(), LogKind.SERVER, new LogLine.Malformed(why));
            put(done(() -> new Batch(source.name(), List.of(last), 0)));
        });
    }

    private static Batch parsed(String file, LineBlocks.Block block, LineParser parser) {
        var bytes = block.bytes();
        var entries = new ArrayList<Entry>();
        long at = block.first();
        if (bytes.length == 0) {
            var why = "longer than " + LineBlocks.LONGEST_LINE + " bytes";
            entries.add(new Entry(at, LogKind.SERVER, new LogLine.Malformed(why)));
        }
        for (int from = 0; from < bytes.length; at++) {
            int end = Lines.end(bytes, from);
            if (!isBlank(bytes, from, end)) {
                int length = end - from - (bytes[end - 1] == '\r' ? 1 : 0);
                entries.add(parser.parse(bytes, from, length, at));
            }
            from = end + 1;
        }
        return new Batch(file, entries, bytes.length);
    }

    private static boolean isBlank(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at == end;
    }

    private static Future<Batch> done(Callable<Batch> what) {
        var task = new FutureTask<>(what);
        task.run();
        return task;
    }

    private void put(Future<Batch> next) {
        try {
            queue.put(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
