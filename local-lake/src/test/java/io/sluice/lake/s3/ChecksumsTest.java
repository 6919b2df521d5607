package io.sluice.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lake.checksum.ChecksumMeter;
import io.sluice.lake.storage.Checksum;
import io.sluice.lake.storage.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumsTest {
    /** The check values of the catalogue of parametrised CRC algorithms, and of the digests' standards. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CRC32, y/Q5Jg==",
        "CRC32C, 4waSgw==",
        "CRC64NVME, rosUhgp5mIg=",
        "SHA1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
        "SHA256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
    })
    void knownValueIsComputed(String algorithm, String value) {
        var meter = ChecksumMeter.of(algorithm);
        var bytes = "123456789".getBytes(StandardCharsets.UTF_8);

        meter.update(bytes, 0, bytes.length);

        assertThat(meter.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource
    void checkOfTheWholeComesFromThoseOfTheParts(Crc crc) {
        var random = new Random(7);
        var bytes = new byte[300_001];
        random.nextBytes(bytes);
        int[] cuts = {0, 1, 1, 70_000, 299_998, bytes.length};

        var parts = new ArrayList<Upload.Part>();
        for (int i = 1; i < cuts.length; i++) {
            parts.add(part(i, crc, Arrays.copyOfRange(bytes, cuts[i - 1], cuts[i])));
        }

        var whole = ChecksumMeter.of(crc.name());
        whole.update(bytes, 0, bytes.length);
        assertThat(PartChecksums.whole(crc.name(), Checksum.Type.FULL_OBJECT, parts))
                .isEqualTo(whole.checksum());
    }

    private static Upload.Part part(int number, Crc crc, byte[] bytes) {
        var meter = ChecksumMeter.of(crc.name());
        meter.update(bytes, 0, bytes.length);
        return new Upload.Part(number, bytes.length, "etag", Instant.EPOCH, List.of(meter.checksum()));
    }
}
