package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.FlushOptions;

/** An index that is not what was written does not open as if it were a smaller one: it says where it is damaged, and changes nothing. */
class DamagedIndexTest {
    private static final int WRITES = 200;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "byte {0} of 100 parts of the log")
    @ValueSource(ints = {0, 1, 10, 33, 50, 66, 90})
    void damageInsideTheLogIsAnErrorAndNotAnEarlierState(int part) throws IOException {
        var log = last(image(), ".log");
        int at = (int) (Files.size(log) * part / 100);
        flip(log, at);
        byte[] before = Files.readAllBytes(log);

        assertThatThrownBy(() -> TestStore.open(folder.resolve("image")))
                .hasRootCauseInstanceOf(DamagedIndexException.class)
                .hasMessageContaining(log.toString())
                .hasMessageContaining("damaged at byte")
                .hasMessageContaining("truncate -s");
        assertThat(Files.readAllBytes(log)).isEqualTo(before);
    }

    @Test
    void bytesTakenOutOfTheLogAreAnError() throws IOException {
        var log = last(image(), ".log");
        byte[] all = Files.readAllBytes(log);
        var shorter = ByteBuffer.allocate(all.length - 500).put(all, 0, 60_000).put(all, 60_500, all.length - 60_500);
        Files.write(log, shorter.array());

        assertThatThrownBy(() -> TestStore.open(folder.resolve("image")))
                .hasRootCauseInstanceOf(DamagedIndexException.class);
    }

    @ParameterizedTest(name = "{0} random bytes")
    @ValueSource(ints = {1, 7, 4_096, 100_000, 1_000_000})
    void garbageBehindTheLogLosesNothingAndDoesNotHang(int garbage) throws IOException {
        var log = last(image(), ".log");
        Files.write(log, TestStore.random(garbage, garbage), StandardOpenOption.APPEND);

        try (var lake = TestStore.open(folder.resolve("image"))) {
            for (int i = 0; i < WRITES; i++) {
                assertThat(lake.bytes("k" + i)).isEqualTo(TestStore.random(i, 1000));
            }
            lake.put("more", "after it");
        }
        try (var lake = TestStore.open(folder.resolve("image"))) {
            assertThat(lake.text("more")).isEqualTo("after it");
        }
    }

    @Test
    void zerosBehindTheLogAreCutOff() throws IOException {
        var log = last(image(), ".log");
        Files.write(log, new byte[100_000], StandardOpenOption.APPEND);

        try (var lake = TestStore.open(folder.resolve("image"))) {
            assertThat(lake.bytes("k" + (WRITES - 1))).isEqualTo(TestStore.random(WRITES - 1, 1000));
        }
    }

    @ParameterizedTest(name = "{0}, cut to {1} percent")
    @CsvSource({"MANIFEST, 0", "MANIFEST, 50", "CURRENT, 0", "CURRENT, 50", "sst, 0", "sst, 50", "sst, 99"})
    void truncatedFileOfTheIndexIsAnError(String which, int percent) throws Exception {
        var file = last(tables(), which);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() * percent / 100);
        }

        assertThatThrownBy(() -> readAll(folder.resolve("image"))).hasMessageContaining(folder.toString());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"MANIFEST", "CURRENT", "sst"})
    void missingFileOfTheIndexIsAnError(String which) throws Exception {
        Files.delete(last(tables(), which));

        assertThatThrownBy(() -> readAll(folder.resolve("image"))).hasMessageContaining(folder.toString());
    }

    @Test
    void damagedTableIsAnErrorAndNotBytes() throws Exception {
        var table = last(tables(), "sst");
        flip(table, (int) (Files.size(table) / 3));

        assertThatThrownBy(() -> readAll(folder.resolve("image"))).hasMessageContaining(table.toString());
    }

    private static void readAll(Path image) {
        try (var lake = TestStore.open(image)) {
            for (int i = 0; i < WRITES; i++) {
                assertThat(lake.bytes("k" + i)).isEqualTo(TestStore.random(i, 1000));
            }
        }
    }

    /** What is on the disk of a store whose log holds all writes. */
    private Path image() throws IOException {
        var image = folder.resolve("image");
        try (var lake = TestStore.open(folder.resolve("store"))) {
            write(lake);
            copy(folder.resolve("store"), image);
        }
        return image;
    }

    private static void write(TestStore lake) {
        for (int i = 0; i < WRITES; i++) {
            lake.put("k" + i, TestStore.random(i, 1000));
        }
    }

    /** What is on the disk of a store whose writes went into tables, and one more into the log. */
    private Path tables() throws Exception {
        var image = folder.resolve("image");
        try (var lake = TestStore.open(image)) {
            write(lake);
        }
        try (var index = new OpenIndex(image.resolve("index"));
                var flush = new FlushOptions()) {
            index.db.flush(flush, List.of(index.rows, index.bodies));
        }
        try (var lake = TestStore.open(image)) {
            lake.put("more", "in the log");
        }
        return image;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static Path last(Path image, String name) throws IOException {
        try (Stream<Path> files = Files.list(image.resolve("index"))) {
            return files.filter(file -> file.getFileName().toString().contains(name))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static void flip(Path file, int position) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.flip();
            one.put(0, (byte) (one.get(0) ^ 0x10));
            channel.write(one, position);
        }
    }
}
