package io.sluice.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static final int BLOCK = BlobWriter.BLOCK;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(
            ints = {
                0,
                1,
                2047,
                2048,
                2049,
                BLOCK - 1,
                BLOCK,
                BLOCK + 1,
                2 * BLOCK,
                4 * BLOCK - 1,
                4 * BLOCK,
                4 * BLOCK + 1,
                9 * BLOCK + 5,
            })
    void everyRangeOfABodyIsWhatWasWritten(int size) throws Exception {
        byte[] body = TestStore.random(size, size);
        try (var lake = TestStore.open(folder)) {
            var put = lake.put("k", body);
            assertThat(put.etag())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("MD5").digest(body)));
            assertThat(TestStore.blobs(folder)).hasSize(size > RocksObjectStore.MAX_INLINE ? 1 : 0);
            try (var open = lake.store.open(TestStore.BUCKET, ObjectKey.of("k")).orElseThrow()) {
                checkRanges(open, body);
            }
        }
    }

    private static void checkRanges(OpenObject open, byte[] body) throws IOException {
        var random = new Random(3);
        for (int i = 0; i < 40; i++) {
            int from = i == 0 ? 0 : random.nextInt(body.length + 1);
            int to = i == 0 ? body.length : from + random.nextInt(body.length - from + 1);
            byte[] expected = Arrays.copyOfRange(body, from, to);
            try (var in = open.body(from, to - from)) {
                assertThat(in.readAllBytes()).isEqualTo(expected);
            }
            var out = new ByteArrayOutputStream();
            try (var in = open.body(from, to - from)) {
                assertThat(in.transferTo(out)).isEqualTo(to - from);
            }
            assertThat(out.toByteArray()).isEqualTo(expected);
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> open.body(0, body.length + 1L));
    }

    @Test
    void bodyWrittenByteByByteIsTheSame() throws IOException {
        byte[] body = TestStore.random(1, BLOCK + 100);
        try (var lake = TestStore.open(folder);
                var staged = lake.store.stage()) {
            for (byte each : body) {
                staged.write(each);
            }
            lake.store.put(PutObject.of(TestStore.BUCKET, ObjectKey.of("k")), staged);
            assertThat(lake.bytes("k")).isEqualTo(body);
        }
    }

    @Test
    void discardedBodyLeavesNothing() throws IOException {
        try (var lake = TestStore.open(folder)) {
            lake.staged(TestStore.random(1, TestStore.LARGE)).close();
            assertThat(TestStore.blobs(folder)).isEmpty();
        }
    }

    @Test
    void bodyIsGivenOnlyOnce() throws IOException {
        try (var lake = TestStore.open(folder);
                var staged = lake.staged(TestStore.random(1, TestStore.LARGE))) {
            var request = PutObject.of(TestStore.BUCKET, ObjectKey.of("k"));
            lake.store.put(request, staged);
            assertThatThrownBy(() -> lake.store.put(request, staged)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> staged.write(1)).isInstanceOf(IOException.class);
        }
        try (var lake = TestStore.open(folder)) {
            assertThat(lake.bytes("k")).isEqualTo(TestStore.random(1, TestStore.LARGE));
        }
    }

    @Test
    void readerKeepsTheBodyThatItOpened() throws IOException {
        byte[] body = TestStore.random(1, TestStore.LARGE);
        try (var lake = TestStore.open(folder)) {
            lake.put("k", body);
            try (var open = lake.store.open(TestStore.BUCKET, ObjectKey.of("k")).orElseThrow()) {
                lake.put("k", "new");
                lake.delete("k");
                assertThat(TestStore.blobs(folder)).hasSize(1);
                assertThat(TestStore.bytes(open)).isEqualTo(body);
            }
            assertThat(TestStore.blobs(folder)).isEmpty();
        }
    }

    @ParameterizedTest(name = "byte {0}")
    @ValueSource(ints = {0, 3 * BLOCK + 17, TestStore.LARGE - 1, TestStore.LARGE, TestStore.LARGE + 19})
    void damagedFileIsAnErrorAndNotBytes(int position) throws IOException {
        try (var lake = TestStore.open(folder)) {
            lake.put("k", TestStore.random(1, TestStore.LARGE));
            flip(TestStore.blobs(folder).getFirst(), position);
            assertThatThrownBy(() -> lake.bytes("k")).hasMessageContaining("damaged");
        }
    }

    @Test
    void rangeBesideTheDamageIsStillRead() throws IOException {
        byte[] body = TestStore.random(1, TestStore.LARGE);
        try (var lake = TestStore.open(folder)) {
            lake.put("k", body);
            flip(TestStore.blobs(folder).getFirst(), 2 * BLOCK);
            try (var open = lake.store.open(TestStore.BUCKET, ObjectKey.of("k")).orElseThrow()) {
                assertThat(open.body(0, 2 * BLOCK).readAllBytes()).isEqualTo(Arrays.copyOf(body, 2 * BLOCK));
                assertThatThrownBy(() -> open.body(3 * BLOCK - 1, 1).read()).hasMessageContaining("damaged");
            }
        }
    }

    @Test
    void cutOffFileIsAnError() throws IOException {
        try (var lake = TestStore.open(folder)) {
            lake.put("k", TestStore.random(1, TestStore.LARGE));
            try (var channel = FileChannel.open(TestStore.blobs(folder).getFirst(), StandardOpenOption.WRITE)) {
                channel.truncate(TestStore.LARGE);
            }
            assertThatThrownBy(() -> lake.bytes("k")).hasMessageContaining("damaged");
        }
    }

    @Test
    void copySharesTheFileAndOutlivesItsSource() {
        byte[] body = TestStore.random(1, TestStore.LARGE);
        try (var lake = TestStore.open(folder)) {
            lake.put("from", body);
            copy(lake, "from", "to");
            assertThat(TestStore.blobs(folder)).hasSize(1);
            lake.delete("from");
            assertThat(lake.bytes("to")).isEqualTo(body);
            copy(lake, "to", "to");
            assertThat(lake.bytes("to")).isEqualTo(body);
            lake.delete("to");
            assertThat(TestStore.blobs(folder)).isEmpty();
        }
    }

    @Test
    void copyOfASmallBodyIsItsOwn() {
        try (var lake = TestStore.open(folder)) {
            lake.put("from", "small");
            copy(lake, "from", "to");
            lake.delete("from");
            assertThat(lake.text("to")).isEqualTo("small");
        }
    }

    private static void copy(TestStore lake, String from, String to) {
        try (var source = lake.store.open(TestStore.BUCKET, ObjectKey.of(from)).orElseThrow()) {
            lake.store.copy(PutObject.of(TestStore.BUCKET, ObjectKey.of(to)), source);
        }
    }

    @Test
    void everythingBesideTheBodyIsKept() {
        var attributes = new ObjectAttributes(
                Map.of("content-type", "text/plain; charset=ü"), Map.of("a", "1", "b", ""), Map.of("team", "sales"));
        var checksums = List.of(new Checksum("CRC32", "AAAAAA==", Checksum.Type.FULL_OBJECT));
        try (var lake = TestStore.open(folder)) {
            var request = PutObject.of(TestStore.BUCKET, ObjectKey.of("k"))
                    .with(attributes)
                    .with(checksums);
            var put = lake.put(request, new byte[] {1});
            var found = lake.store.find(TestStore.BUCKET, ObjectKey.of("k")).orElseThrow();
            assertThat(found).isEqualTo(put);
            assertThat(found.attributes()).isEqualTo(attributes);
            assertThat(found.content().checksums()).isEqualTo(checksums);
        }
    }

    private static void flip(Path file, int position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (bytes[position] ^ 4)}), position);
        }
    }
}
