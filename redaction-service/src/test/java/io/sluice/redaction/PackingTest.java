package io.sluice.redaction;

import static io.sluice.redaction.Redaction.omitting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.sluice.events.Compression;
import io.sluice.redaction.Format.Packing;
import io.sluice.redaction.Format.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PackingTest {
    private static final String LINES = "{\"a\":1,\"price\":4711.08}\n".repeat(5_000);
    private static final String REDACTED = "{\"a\":1}\n".repeat(5_000);

    private static Compression compression(Packing packing) {
        return Compression.valueOf(packing.name());
    }

    private static byte[] packed(Packing packing, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression(packing).compress(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String unpacked(Packing packing, byte[] bytes) throws IOException {
        try (InputStream in = compression(packing).decompress(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] redact(Packing packing, byte[]... parts) throws UnredactableException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return Redaction.redact(omitting("$..price"), new Format(Shape.NDJSON, packing), whole.toByteArray());
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void leavesPackedAsItCame(Packing packing) throws Exception {
        assertThat(unpacked(packing, redact(packing, packed(packing, LINES)))).isEqualTo(REDACTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void readsOnePackedStreamBehindTheOther(Packing packing) throws Exception {
        byte[] half = packed(packing, LINES);
        assertThat(unpacked(packing, redact(packing, half, half, packed(packing, ""), half)))
                .isEqualTo(REDACTED.repeat(3));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void refusesWhatFollowsAPackedStreamAndIsNone(Packing packing) {
        byte[] whole = packed(packing, LINES);
        for (byte[] garbage : new byte[][] {
            {0}, {0x1F}, {'{'}, "{\"price\":4711.08}\n".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(whole, 5)
        }) {
            assertThatThrownBy(() -> redact(packing, whole, garbage)).isInstanceOf(UnredactableException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void refusesWhatIsCutOffOrPlainAndLeavesItsOutputCutOff(Packing packing) {
        byte[] whole = packed(packing, LINES);
        Format format = new Format(Shape.NDJSON, packing);
        for (int length : new int[] {0, 1, 5, 11, whole.length / 2, whole.length - 9, whole.length - 1}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            InputStream cut = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> omitting("$..price").redact(format, cut, out))
                    .as("%d bytes", length)
                    .isInstanceOf(UnredactableException.class);
            assertThatThrownBy(() -> unpackedAtAll(packing, out)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> redact(packing, LINES.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(UnredactableException.class);
    }

    private static void unpackedAtAll(Packing packing, ByteArrayOutputStream out) throws IOException {
        if (out.size() == 0 || unpacked(packing, out.toByteArray()).isEmpty()) {
            throw new IOException("nothing there");
        }
    }

    /** What says nothing may differ: the time, the effort and the system in the head, the bits that fill the last byte. */
    @Test
    void aFlippedBitOfAGzipStreamIsRefusedOrMeansNothing() throws Exception {
        byte[] whole = packed(Packing.GZIP, "{\"a\":1,\"price\":4711.08}\n{\"b\":[1,2,3]}\n");
        int refused = 0;
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(unpacked(Packing.GZIP, redact(Packing.GZIP, flipped)))
                        .isEqualTo("{\"a\":1}\n{\"b\":[1,2,3]}\n");
            } catch (UnredactableException refusal) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThanOrEqualTo(8 * whole.length - 6 * 8 - 8);
    }

    @Test
    void readsAGzipHeadWithEverythingInIt() throws Exception {
        byte[] plain = packed(Packing.GZIP, LINES);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(
                new byte[] {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 0});
        CRC32 crc = new CRC32();
        crc.update(head.toByteArray());
        head.write((int) crc.getValue());
        head.write((int) crc.getValue() >>> 8);
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        assertThat(unpacked(Packing.GZIP, redact(Packing.GZIP, head.toByteArray(), rest)))
                .isEqualTo(REDACTED);
        byte[] wrong = head.toByteArray();
        wrong[wrong.length - 1] ^= 1;
        assertThatThrownBy(() -> redact(Packing.GZIP, wrong, rest)).isInstanceOf(UnredactableException.class);
    }

    @Test
    void refusesAZstdStreamThatWantsMuchMemory() throws Exception {
        byte[] modest = zstd(23);
        assertThat(redact(Packing.ZSTD, modest)).isNotEmpty();
        byte[] greedy = zstd(27);
        assertThatThrownBy(() -> redact(Packing.ZSTD, greedy))
                .isInstanceOf(UnredactableException.class)
                .hasMessageContaining("too much memory");
    }

    private static byte[] zstd(int windowLog) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
            out.setLong(windowLog);
            out.write(LINES.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    /** 10 GB of one line, packed to a few hundred KB. */
    @Test
    void refusesWhatUnpacksToMoreThanAnybodyPacks() {
        byte[] frame = Zstd.compress("{\"a\":1}\n".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII));
        InputStream bomb = new SequenceInputStream(Collections.enumeration(Collections.nCopies(1_000, frame).stream()
                .map(ByteArrayInputStream::new)
                .toList()));
        assertThatThrownBy(() -> omitting("$..price")
                        .redact(new Format(Shape.NDJSON, Packing.ZSTD), bomb, OutputStream.nullOutputStream()))
                .isInstanceOf(UnredactableException.class)
                .hasMessageContaining("unpacks to more than");
    }

    @Test
    void writesWhatTheJdkReads() throws Exception {
        byte[] redacted = redact(Packing.GZIP, packed(Packing.GZIP, LINES));
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(redacted))) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo(REDACTED);
        }
    }

    @ParameterizedTest(name = "{0} with Content-Encoding {1}")
    @CsvSource({
        "a/b.json,'',JSON,NONE,application/json",
        "a.ndjson,identity,NDJSON,NONE,application/x-ndjson",
        "a.jsonl,'',NDJSON,NONE,application/x-ndjson",
        "a.csv,GZIP,CSV,GZIP,text/csv",
        "a.json.gz,'',JSON,GZIP,application/gzip",
        "a.json.gz,gzip,JSON,GZIP,application/gzip",
        "a.ndjson.zst,'',NDJSON,ZSTD,application/zstd",
    })
    void tellsTheFormatByKeyAndEncoding(String key, String encoding, Shape shape, Packing packing, String type)
            throws Exception {
        Format format = Format.of(key, encoding);
        assertThat(format).isEqualTo(new Format(shape, packing));
        assertThat(format.contentType(key)).isEqualTo(type);
    }

    @ParameterizedTest(name = "{0} with Content-Encoding {1}")
    @CsvSource({
        "a.json,br",
        "a.json,'gzip, gzip'",
        "a.json.gz,zstd",
        "a.json.gz.gz,''",
        "a.json.bz2,''",
        "a.parquet,''",
        "a,''",
        "json,''",
        "a.JSON,''",
        "a.json/,''",
        "a.json.,''"
    })
    void refusesFormatsItDoesNotKnow(String key, String encoding) {
        assertThatThrownBy(() -> Format.of(key, encoding)).isInstanceOf(UnredactableException.class);
    }
}
