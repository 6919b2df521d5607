package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionalWriteTest {
    private static final int WRITERS = 16;

    @TempDir
    Path folder;

    @Test
    void exactlyOneOfManyWritersFindsTheKeyAbsent() throws Exception {
        try (var lake = TestStore.open(folder)) {
            for (int round = 0; round < 20; round++) {
                var key = "k" + round;
                int size = round % 2 == 0 ? 100 : TestStore.LARGE;
                var written = race(writer -> put(lake, key, WriteCondition.ABSENT, TestStore.random(writer, size)));
                assertThat(written).hasSize(1);
                assertThat(lake.bytes(key)).isEqualTo(TestStore.random(written.getFirst(), size));
            }
            assertThat(TestStore.blobs(folder)).hasSize(10);
        }
    }

    @Test
    void noIncrementUnderIfMatchIsLost() throws Exception {
        try (var lake = TestStore.open(folder)) {
            lake.put("counter", "0");
            race(_ -> {
                for (int i = 0; i < 10; i++) {
                    increment(lake);
                }
                return Optional.empty();
            });
            assertThat(lake.text("counter")).isEqualTo("" + 10 * WRITERS);
        }
    }

    private static void increment(TestStore lake) {
        boolean done = false;
        while (!done) {
            try (var open =
                    lake.store.open(TestStore.BUCKET, ObjectKey.of("counter")).orElseThrow()) {
                int value = Integer.parseInt(new String(TestStore.bytes(open), StandardCharsets.UTF_8));
                var next = ("" + (value + 1)).getBytes(StandardCharsets.UTF_8);
                done = put(
                                lake,
                                "counter",
                                new WriteCondition.Matches(open.object().etag()),
                                next)
                        .isEmpty();
            }
        }
    }

    @Test
    void ifMatchWantsTheEtagThatIsThere() {
        try (var lake = TestStore.open(folder)) {
            var first = lake.put("k", "1");
            lake.put("k", "2");
            assertThat(put(lake, "k", new WriteCondition.Matches(first.etag()), new byte[1]))
                    .contains(ErrorCode.PreconditionFailed);
            assertThat(put(lake, "none", new WriteCondition.Matches(first.etag()), new byte[1]))
                    .contains(ErrorCode.NoSuchKey);
            assertThat(put(lake, "k", new WriteCondition.Matches("*"), new byte[1]))
                    .isEmpty();
        }
    }

    @Test
    void deleteMarkerCountsAsAbsent() {
        try (var lake = TestStore.open(folder).versioned()) {
            lake.put("k", "1");
            assertThat(put(lake, "k", WriteCondition.ABSENT, new byte[1])).contains(ErrorCode.PreconditionFailed);
            lake.delete("k");
            assertThat(put(lake, "k", new WriteCondition.Matches("*"), new byte[1]))
                    .contains(ErrorCode.NoSuchKey);
            assertThat(put(lake, "k", WriteCondition.ABSENT, new byte[1])).isEmpty();
        }
    }

    @Test
    void deleteUnderIfMatchSparesAnotherObject() {
        try (var lake = TestStore.open(folder)) {
            var object = lake.put("k", "1");
            assertThat(delete(lake, "0123")).contains(ErrorCode.PreconditionFailed);
            assertThat(lake.text("k")).isEqualTo("1");
            assertThat(delete(lake, object.etag())).isEmpty();
            assertThat(lake.text("k")).isEqualTo("<none>");
        }
    }

    @Test
    void refusedWriteLeavesNoFile() {
        try (var lake = TestStore.open(folder)) {
            lake.put("k", "1");
            put(lake, "k", WriteCondition.ABSENT, TestStore.random(1, TestStore.LARGE));
            assertThat(TestStore.blobs(folder)).isEmpty();
            assertThat(lake.text("k")).isEqualTo("1");
        }
    }

    /** Empty where it was written, else why not. */
    private static Optional<ErrorCode> put(TestStore lake, String key, WriteCondition condition, byte[] body) {
        try {
            lake.put(PutObject.of(TestStore.BUCKET, ObjectKey.of(key)).with(condition), body);
            return Optional.empty();
        } catch (AwsException e) {
            return Optional.of(e.code());
        }
    }

    private static Optional<ErrorCode> delete(TestStore lake, String etag) {
        try {
            lake.store.delete(TestStore.BUCKET, ObjectKey.of("k"), new WriteCondition.Matches(etag));
            return Optional.empty();
        } catch (AwsException e) {
            return Optional.of(e.code());
        }
    }

    /** Runs all writers at once and tells which were not refused. */
    private static List<Integer> race(Writer writer) throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Optional<ErrorCode>>>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                tasks.add(() -> writer.write(number));
            }
            var written = new ArrayList<Integer>();
            List<Future<Optional<ErrorCode>>> results = executor.invokeAll(tasks);
            for (int i = 0; i < WRITERS; i++) {
                if (results.get(i).get().isEmpty()) {
                    written.add(i);
                }
            }
            return written;
        }
    }

    private interface Writer {
        Optional<ErrorCode> write(int number);
    }
}
