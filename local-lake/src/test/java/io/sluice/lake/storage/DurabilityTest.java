package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityTest {
    @TempDir
    Path folder;

    @Test
    void everythingIsThereAfterReopening() {
        ObjectVersion small;
        ObjectVersion large;
        Upload upload;
        try (var lake = TestStore.open(folder).versioned()) {
            small = lake.put("small", "1");
            large = lake.put("large", TestStore.random(1, TestStore.LARGE));
            upload = lake.store.createUpload(
                    TestStore.BUCKET, ObjectKey.of("u"), ObjectAttributes.NONE, Map.of("a", "b"));
            lake.putPart(upload, 1, TestStore.random(2, TestStore.LARGE));
        }
        try (var lake = TestStore.open(folder)) {
            assertThat(lake.store.swept()).isZero();
            assertThat(lake.store.find(TestStore.BUCKET, small.key())).contains(small);
            assertThat(lake.store.find(TestStore.BUCKET, large.key())).contains(large);
            assertThat(lake.bytes("large")).isEqualTo(TestStore.random(1, TestStore.LARGE));
            assertThat(lake.store.upload(TestStore.ref(upload))).contains(upload);
            assertThat(lake.store.listParts(TestStore.ref(upload), 0, 10).parts())
                    .hasSize(1);
        }
    }

    @Test
    void versionsWrittenAfterReopeningAreNewer() {
        try (var lake = TestStore.open(folder).versioned()) {
            lake.put("k", "1");
        }
        try (var lake = TestStore.open(folder)) {
            var second = lake.put("k", "2");
            assertThat(lake.store
                            .listVersions(TestStore.BUCKET, ListQuery.all(2))
                            .objects())
                    .first()
                    .isEqualTo(second);
        }
    }

    @Test
    void leftOverFilesAreSweptAtTheNextStartAndOnlyThose() throws IOException {
        try (var lake = TestStore.open(folder)) {
            lake.put("k", TestStore.random(1, TestStore.LARGE));
            // Never given to the store and never closed, as when the process is killed.
            assertThat(lake.staged(TestStore.random(2, TestStore.LARGE)).size()).isEqualTo(TestStore.LARGE);
        }
        var foreign = Files.createFile(folder.resolve("blobs").resolve("readme"));
        assertThat(TestStore.blobs(folder)).hasSize(3);
        try (var lake = TestStore.open(folder)) {
            assertThat(lake.store.swept()).isEqualTo(1);
            assertThat(TestStore.blobs(folder)).hasSize(2).contains(foreign);
            assertThat(lake.bytes("k")).isEqualTo(TestStore.random(1, TestStore.LARGE));
        }
    }

    @Test
    void bodyThatIsBeingWrittenIsNotSwept() throws IOException {
        try (var lake = TestStore.open(folder);
                var staged = lake.staged(TestStore.random(2, TestStore.LARGE))) {
            assertThat(lake.store.swept()).isZero();
            lake.store.put(PutObject.of(TestStore.BUCKET, ObjectKey.of("k")), staged);
            assertThat(lake.bytes("k")).isEqualTo(TestStore.random(2, TestStore.LARGE));
        }
    }

    @ParameterizedTest(name = "{0} bytes of garbage")
    @ValueSource(ints = {1, 7, 4096})
    void garbageBehindTheLogLosesNothingAcknowledged(int garbage) throws IOException {
        var image = image(30);
        Files.write(log(image), TestStore.random(garbage, garbage), StandardOpenOption.APPEND);
        checkAll(image, 30).close();
    }

    @ParameterizedTest(name = "{0} bytes less")
    @ValueSource(ints = {1, 2, 100, 900})
    void recordCutOffAtTheEndOfTheLogIsNotThereAndAllBeforeItAre(int cut) throws IOException {
        // The last record is that of key 30, of which more than the cut is the body.
        var image = image(31);
        try (var log = FileChannel.open(log(image), StandardOpenOption.WRITE)) {
            log.truncate(log.size() - cut);
        }
        try (var lake = checkAll(image, 30)) {
            assertThat(lake.text("k30")).isEqualTo("<none>");
            lake.put("k30", "again");
        }
        try (var lake = TestStore.open(image)) {
            assertThat(lake.text("k30")).isEqualTo("again");
        }
    }

    @Test
    void secondCrashAfterATornLogLosesNothingEither() throws IOException {
        var image = image(31);
        cutOff(image);
        var second = folder.resolve("second");
        try (var lake = checkAll(image, 30)) {
            lake.put("k30", TestStore.random(30, 1000));
            lake.put("k31", "torn");
            copy(image, second);
        }
        cutOff(second);
        try (var lake = checkAll(second, 31)) {
            assertThat(lake.text("k31")).isEqualTo("<none>");
        }
    }

    private static void cutOff(Path image) throws IOException {
        try (var log = FileChannel.open(log(image), StandardOpenOption.WRITE)) {
            log.truncate(log.size() - 1);
        }
    }

    /** What is on the disk when the process is gone without closing, after so many acknowledged writes. */
    private Path image(int writes) throws IOException {
        var image = folder.resolve("image");
        try (var lake = TestStore.open(folder.resolve("store"))) {
            for (int i = 0; i < writes; i++) {
                lake.put("k" + i, TestStore.random(i, 1000));
            }
            copy(folder.resolve("store"), image);
        }
        return image;
    }

    private static TestStore checkAll(Path image, int writes) {
        var lake = TestStore.open(image);
        for (int i = 0; i < writes; i++) {
            assertThat(lake.bytes("k" + i)).isEqualTo(TestStore.random(i, 1000));
        }
        return lake;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static Path log(Path image) throws IOException {
        try (Stream<Path> files = Files.list(image.resolve("index"))) {
            List<Path> logs = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            return logs.getLast();
        }
    }
}
