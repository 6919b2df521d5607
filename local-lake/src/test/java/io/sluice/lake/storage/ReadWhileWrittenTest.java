package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadWhileWrittenTest {
    /** A multiple of the bodies, so that the last one written is the small one, which has no file. */
    private static final int ROUNDS = 99;

    @TempDir
    Path folder;

    @Test
    void everyReadOfAnOverwrittenKeyIsOneWholeBody() throws Exception {
        byte[][] bodies = {
            TestStore.random(1, 100), TestStore.random(2, TestStore.LARGE), TestStore.random(3, TestStore.LARGE / 2),
        };
        try (var lake = TestStore.open(folder)) {
            lake.put("k", bodies[0]);
            assertThat(readWhile(lake, bodies, () -> {
                        for (int i = 1; i <= ROUNDS; i++) {
                            lake.put("k", bodies[i % bodies.length]);
                        }
                        return true;
                    }))
                    .isPositive();
            assertThat(TestStore.blobs(folder)).isEmpty();
        }
    }

    /** How many reads there were, each of one of the bodies. */
    private static int readWhile(TestStore lake, byte[][] bodies, Callable<Boolean> writing) throws Exception {
        var done = new AtomicBoolean();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 4; i++) {
                readers.add(executor.submit(() -> {
                    int reads = 0;
                    while (!done.get()) {
                        byte[] read = lake.bytes("k");
                        assertThat(Arrays.stream(bodies)).anyMatch(body -> Arrays.equals(body, read));
                        reads++;
                    }
                    return reads;
                }));
            }
            try {
                assertThat(writing.call()).isTrue();
            } finally {
                done.set(true);
            }
            int reads = 0;
            for (var reader : readers) {
                reads += reader.get();
            }
            return reads;
        }
    }
}
