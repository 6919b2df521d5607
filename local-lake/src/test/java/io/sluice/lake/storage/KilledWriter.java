package io.sluice.lake.storage;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What {@link KillTest} kills: some threads that write forever, each to keys of its own. Before a change it tells
 * {@code begin thread key seed size}, when that was acknowledged {@code done thread version}. A size of -1 is a delete.
 */
final class KilledWriter {
    static final int THREADS = 4;
    /** A line that may have lost its end in the kill is told from one that has not. */
    static final String END = ".";

    private final TestStore lake;
    private final PrintStream out;
    private final int thread;
    private final Random random;

    private KilledWriter(TestStore lake, PrintStream out, int thread, long seed) {
        this.lake = lake;
        this.out = out;
        this.thread = thread;
        this.random = new Random(seed + thread);
    }

    public static void main(String[] arguments) {
        var lake = TestStore.open(Path.of(arguments[0]));
        long seed = Long.parseLong(arguments[1]);
        var out = System.out;
        tell(out, "ready");
        for (int i = 0; i < THREADS; i++) {
            var writer = new KilledWriter(lake, out, i, seed);
            Thread.ofPlatform().start(writer::run);
        }
    }

    private void run() {
        while (true) {
            step();
        }
    }

    private void step() {
        var key = "t%d/%d".formatted(thread, random.nextInt(12));
        int seed = random.nextInt();
        int size = size();
        tell(out, "begin %d %s %d %d".formatted(thread, key, seed, size));
        tell(out, "done %d %s".formatted(thread, write(key, seed, size)));
    }

    private int size() {
        return switch (random.nextInt(8)) {
            case 0 -> -1;
            case 1 -> 0;
            case 2, 3 -> RocksObjectStore.MAX_INLINE + random.nextInt(300_000);
            default -> random.nextInt(5_000);
        };
    }

    private String write(String key, int seed, int size) {
        if (size < 0) {
            return lake.delete(key).versionId().orElse("none");
        }
        byte[] body = TestStore.random(seed, size);
        return random.nextInt(6) == 0 ? upload(key, body) : lake.put(key, body).versionId();
    }

    private String upload(String key, byte[] body) {
        var upload = lake.store.createUpload(TestStore.BUCKET, ObjectKey.of(key), ObjectAttributes.NONE, Map.of());
        var part = lake.putPart(upload, 1, body);
        var refs = List.of(new Upload.PartRef(1, part.etag()));
        var completion = new Upload.Completion(refs, List.of(), WriteCondition.NONE);
        return lake.store.completeUpload(TestStore.ref(upload), completion).versionId();
    }

    private static void tell(PrintStream out, String line) {
        synchronized (out) {
            out.print(line + " " + END + "\n");
            out.flush();
        }
    }
}
