package io.sluice.sales;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.Compression;
import io.sluice.events.StoreEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReaderTest {
    private final List<Chunk> chunks = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void readsBatchesHoweverPacked(Compression compression) throws IOException {
        read("x.ndjson" + compression.suffix(), packed(compression, lines(0, 3)), Progress.none("e"));

        assertThat(ids()).containsExactly("0", "1", "2");
        assertThat(chunks.getLast().progress())
                .isEqualTo(new Progress("e", 3, Progress.State.DONE, 0, Instant.EPOCH, ""));
    }

    @Test
    void readsOneEventOverSeveralLines() throws IOException {
        read("x.json", Events.sale("a").replace(", ", ",\n").getBytes(UTF_8), Progress.none("e"));

        assertThat(ids()).containsExactly("a");
    }

    @Test
    void goesOnAfterTheLinesAlreadyCounted() throws IOException {
        read("x.ndjson", lines(0, 5).getBytes(UTF_8), Progress.none("e").read(3));

        assertThat(ids()).containsExactly("3", "4");
    }

    @Test
    void aWrongLineCostsOnlyItself() throws IOException {
        String lines = Events.sale("a") + "\n{\"half\": \n\n" + Events.json("b", "inventory_event", 1, "1", "") + "\n"
                + Events.sale("c") + "x".repeat(2_000) + "\n" + Events.sale("d");
        read("x.ndjson", lines.getBytes(UTF_8), Progress.none("e"));

        assertThat(ids()).containsExactly("a", "d");
        assertThat(problems())
                .hasSize(3)
                .anyMatch(p -> p.startsWith("2 not JSON"))
                .contains("4 not a sales event but inventory_event", "5 longer than 1000 bytes");
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void aDamagedObjectGivesWhatComesBeforeTheDamage(Compression compression) throws IOException {
        byte[] packed = packed(compression, lines(0, 12_000));
        byte[] cut = Arrays.copyOf(packed, packed.length * 3 / 4);

        assertThatThrownBy(() -> read("x.ndjson" + compression.suffix(), cut, Progress.none("e")))
                .isInstanceOf(IOException.class);

        assertThat(ids()).hasSizeGreaterThan(1_000).hasSizeLessThan(12_000);
        assertThat(chunks.getLast().progress().state()).isEqualTo(Progress.State.PART);
        assertThat(chunks.getLast().progress().lines()).isEqualTo(ids().size());
    }

    @Test
    void aLargeObjectComesInChunks() throws IOException {
        read("x.ndjson", lines(0, 12_000).getBytes(UTF_8), Progress.none("e"));

        assertThat(chunks).hasSize(3).allMatch(chunk -> chunk.events().size() <= 5_000);
        assertThat(ids()).hasSize(12_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.csv", "x.parquet", "x.json.bz2", "x"})
    void anotherKindOfObjectIsNotGuessedAt(String key) {
        assertThatThrownBy(() -> read(key, lines(0, 1).getBytes(UTF_8), Progress.none("e")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".ndjson");
        assertThat(chunks).isEmpty();
    }

    private void read(String key, byte[] body, Progress from) throws IOException {
        new ObjectReader(1_000).read(key, new ByteArrayInputStream(body), from, chunks::add);
    }

    private List<String> ids() {
        return chunks.stream()
                .flatMap(chunk -> chunk.events().stream())
                .map(StoreEvent::requestId)
                .toList();
    }

    private List<String> problems() {
        return chunks.stream()
                .flatMap(chunk -> chunk.problems().stream())
                .map(problem -> problem.line() + " " + problem.reason())
                .toList();
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Events.sale(String.valueOf(i)) + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] packed(Compression compression, String lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.compress(bytes)) {
            out.write(lines.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
