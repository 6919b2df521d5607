package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalogue.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of every kind, and what is no log at all. */
@Timeout(60)
class LogReaderTest {
    private static final String READ =
            Logs.trail("webAppClientRole/s-1", "ec2-consumer", "GetObject", "sales_event/a.json", "");

    @TempDir
    private Path folder;

    private static Report report(List<Source> logs) throws IOException {
        var replay = Replay.of(Catalogue.demo());
        replay.read(logs, _ -> {});
        return replay.report();
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void readsDocumentsOfCloudTrailPackedOrNotFromAFolder() throws IOException {
        var document = "{\"Records\":[" + READ + "," + READ + "]}";
        Files.write(Files.createDirectories(folder.resolve("2026/03/01")).resolve("a.json.gz"), packed(document));
        Files.writeString(folder.resolve("pretty.json"), "{\n  \"Records\": [\n" + READ + "]\n}\n");

        assertThat(report(Source.of(folder)).stillAllowed()).isEqualTo(3);
    }

    @Test
    void readsLinesInOrderAcrossBlocks() throws IOException {
        int lines = 30_000;
        var file = Files.writeString(folder.resolve("a.log"), READ.repeat(lines));
        var seen = new ArrayList<Long>();

        LogReader.read(Source.of(file), batch -> batch.entries().forEach(entry -> seen.add(entry.at())));

        assertThat(seen)
                .hasSize(lines)
                .isSorted()
                .startsWith(1L)
                .endsWith((long) lines)
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsWhatCameBeforeADamagedEnd() throws IOException {
        var whole = packed(READ.repeat(20_000));
        Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));

        var report = report(Source.of(folder));

        assertThat(report.stillAllowed()).isBetween(1L, 19_999L);
        assertThat(report.malformed())
                .hasValueSatisfying(told -> assertThat(told.count()).isBetween(1L, 2L));
    }

    @Test
    void keepsWhatCameBeforeAMistakeInADocument() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"Records\":[" + READ + "," + READ.substring(0, 100));

        var report = report(Source.of(folder));

        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.malformed())
                .hasValueSatisfying(told ->
                        assertThat(told.example()).contains("a.json:2: no JSON").contains("was not read"));
    }

    @Test
    void takesRandomBytesForMalformedLines() throws IOException {
        var bytes = new byte[4 << 20];
        new Random(7).nextBytes(bytes);
        Files.write(folder.resolve("random"), bytes);

        var report = report(Source.of(folder));

        assertThat(report.lines()).isPositive();
        assertThat(report.malformed())
                .hasValueSatisfying(told -> assertThat(told.count()).isEqualTo(report.lines()));
    }

    @Test
    void doesNotFollowDeepJson() throws IOException {
        var deep = "{\"requestParameters\":" + "[".repeat(500_000) + "\n" + READ;
        Files.writeString(folder.resolve("lines.log"), deep);
        Files.writeString(folder.resolve("document.json"), "{\"Records\":" + "[".repeat(5_000_000));

        var report = report(Source.of(folder));

        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.malformed())
                .hasValueSatisfying(told -> assertThat(told.count()).isEqualTo(2));
    }

    /** A hundred megabytes without a line end, made as they are read, and a good line after them. */
    private static final class LongLine extends InputStream {
        private long left = 100L << 20;
        private final byte[] after = ("\n" + READ).getBytes(StandardCharsets.UTF_8);
        private int told;

        @Override
        public int read() {
            if (left > 0) {
                return left-- == 100L << 20 ? '{' : ' ';
            }
            return told < after.length ? after[told++] : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left > 1 && left < 100L << 20) {
                int filled = (int) Math.min(length, left - 1);
                Arrays.fill(into, from, from + filled, (byte) ' ');
                left -= filled;
                return filled;
            }
            int one = read();
            if (one < 0) {
                return -1;
            }
            into[from] = (byte) one;
            return 1;
        }
    }

    @Test
    void passesOverALineThatIsTooLong() throws IOException {
        var report = report(List.of(new Source("long", LongLine::new)));

        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.malformed())
                .hasValueSatisfying(told -> assertThat(told.example()).isEqualTo("long:1: longer than 1048576 bytes"));
    }

    @Test
    void saysWhichLogIsNotThere() {
        assertThatThrownBy(() -> Source.of(folder.resolve("nothing.log")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nothing.log");
    }

    @Test
    void stopsWhereALogCannotBeRead() {
        var broken = new Source("broken", () -> {
            throw new IOException("no permission");
        });

        assertThatThrownBy(() -> report(List.of(broken)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no permission");
    }
}
