package io.sluice.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
    private static final byte[] LINES =
            (EventCodecTest.NAMED + "\n").repeat(1_000).getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource
    void givesBackWhatWasPacked(Compression compression) throws IOException {
        assertThat(unpacked(compression, packed(compression))).isEqualTo(LINES);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void failsOnAStreamThatWasCutOff(Compression compression) throws IOException {
        byte[] packed = packed(compression);

        assertThatThrownBy(() -> unpacked(compression, Arrays.copyOf(packed, packed.length - 9)))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void failsOnBytesThatAreNotPacked(Compression compression) {
        assertThatThrownBy(() -> unpacked(compression, LINES)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"a.ndjson, NONE", "a.ndjson.gz, GZIP", "a.ndjson.zst, ZSTD", "a.gz.json, NONE"})
    void isToldByTheEndOfTheKey(String key, Compression compression) {
        assertThat(Compression.ofKey(key)).isEqualTo(compression);
    }

    private static byte[] packed(Compression compression) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.compress(bytes)) {
            out.write(LINES);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(Compression compression, byte[] packed) throws IOException {
        try (InputStream in = compression.decompress(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }
}
