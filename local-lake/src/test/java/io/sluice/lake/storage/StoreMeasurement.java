package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast the store is; {@code docs/decisions.md} has what it printed. Run by
 * {@code ./mvnw -q -pl local-lake -am test -Dtest=StoreMeasurement -Dsluice.measure=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "sluice.measure", matches = "true")
class StoreMeasurement {
    private static final int KEYS = 20_000;
    private static final Duration EACH = Duration.ofSeconds(4);
    private static final long LARGE = 256L << 20;

    @TempDir
    Path folder;

    @Test
    void printsRatesOfSmallObjects() {
        try (var lake = TestStore.open(folder)) {
            byte[] body = TestStore.random(1, 1024);
            print("warm-up", 8, Thread.ofVirtual().factory(), () -> lake.put(key(), body));
            for (int threads : new int[] {1, 8, 64}) {
                print("PUT 1 KiB", threads, Thread.ofVirtual().factory(), () -> lake.put(key(), body));
                print("GET 1 KiB", threads, Thread.ofVirtual().factory(), () -> read(lake, key()));
            }
            var page = ListQuery.all(1000);
            print("LIST 1,000 keys", 1, Thread.ofVirtual().factory(), () -> lake.store.list(TestStore.BUCKET, page));
            var rolledUp = ListQuery.under(RawBytes.EMPTY, RawBytes.of("/"), 1000);
            print("LIST rolled up", 1, Thread.ofVirtual().factory(), () -> lake.store.list(TestStore.BUCKET, rolledUp));
        }
        printOpening();
    }

    private void printOpening() {
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            try (var lake = TestStore.open(folder)) {
                long millis = (System.nanoTime() - start) / 1_000_000;
                assertThat(lake.store.bucket(TestStore.BUCKET)).isPresent();
                System.out.printf("open with %d objects: %d ms%n", KEYS, millis);
            }
        }
    }

    @Test
    void printsWhereABodyIsBetterInAFile() {
        for (int size : new int[] {8 << 10, 32 << 10, 64 << 10, 128 << 10, 256 << 10}) {
            byte[] body = TestStore.random(1, size);
            for (int bound : new int[] {1 << 20, 0}) {
                var at = folder.resolve(size + "-" + bound);
                try (var store = new RocksObjectStore(at, Clock.systemUTC(), bound)) {
                    store.createBucket(TestStore.bucket(TestStore.BUCKET));
                    var what = "PUT %d KiB %s".formatted(size >> 10, bound == 0 ? "file" : "database");
                    print(what, 8, Thread.ofVirtual().factory(), () -> put(store, key(), body));
                }
            }
        }
    }

    @Test
    void printsThroughputOfALargeObject() throws IOException {
        byte[] chunk = TestStore.random(1, 64 << 10);
        try (var lake = TestStore.open(folder)) {
            for (int round = 0; round < 4; round++) {
                long start = System.nanoTime();
                long cpu = cpu();
                try (var staged = lake.store.stage()) {
                    for (long written = 0; written < LARGE; written += chunk.length) {
                        staged.write(chunk);
                    }
                    lake.store.put(PutObject.of(TestStore.BUCKET, ObjectKey.of("large")), staged);
                }
                long written = System.nanoTime();
                long cpuWritten = cpu();
                read(lake, "large");
                System.out.printf(
                        "256 MiB: PUT %d MiB/s, %.2f s of CPU, GET %d MiB/s, %.2f s of CPU%n",
                        rate(written - start),
                        (cpuWritten - cpu) / 1e9,
                        rate(System.nanoTime() - written),
                        (cpu() - cpuWritten) / 1e9);
            }
        }
    }

    private static long rate(long nanos) {
        return (LARGE >> 20) * 1_000_000_000L / nanos;
    }

    private static String key() {
        return "team/2026/11/21/%05d".formatted(ThreadLocalRandom.current().nextInt(KEYS));
    }

    private static void put(RocksObjectStore store, String key, byte[] body) {
        try (var staged = store.stage()) {
            staged.write(body);
            store.put(PutObject.of(TestStore.BUCKET, ObjectKey.of(key)), staged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(TestStore lake, String key) {
        var found = lake.store.open(TestStore.BUCKET, ObjectKey.of(key));
        if (found.isPresent()) {
            try (var open = found.get();
                    var body = open.body(0, open.object().size())) {
                body.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void print(String what, int threads, ThreadFactory factory, Runnable each) {
        var done = new AtomicLong();
        long cpu = cpu();
        long end = System.nanoTime() + EACH.toNanos();
        var workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = factory.newThread(() -> {
                while (System.nanoTime() < end) {
                    each.run();
                    done.incrementAndGet();
                }
            });
            workers[i].start();
        }
        for (var worker : workers) {
            join(worker);
        }
        System.out.printf(
                "%-20s %2d threads %7d/s, %.3f ms of CPU each%n",
                what, threads, done.get() / EACH.toSeconds(), (cpu() - cpu) / 1e6 / done.get());
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
