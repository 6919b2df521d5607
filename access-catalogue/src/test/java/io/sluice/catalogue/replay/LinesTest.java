package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
    /** Bytes next to a line end in every bit, at every place. */
    private static byte[] some(Random random) {
        var bytes = new byte[random.nextInt(40)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('\n' ^ (random.nextInt(3) == 0 ? 0 : 1 << random.nextInt(8)));
        }
        return bytes;
    }

    @Test
    void endWhereTheFirstLineEndIs() {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            var bytes = some(random);
            int from = random.nextInt(bytes.length + 1);
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            assertThat(Lines.end(bytes, from)).isEqualTo(end);
        }
    }

    @Test
    void areCountedByTheirEnds() {
        var random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            var bytes = some(random);
            int count = 0;
            for (byte each : bytes) {
                count += each == '\n' ? 1 : 0;
            }
            assertThat(Lines.count(bytes)).isEqualTo(count);
        }
    }
}
