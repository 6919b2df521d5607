package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs with bytes changed, left out and doubled anywhere: each line is in one of the counts, and none ends the reading. */
@Timeout(60)
class DamagedLogsTest {
    private static final String TRAIL =
            Logs.trail("webAppClientRole/s-1", "ec2-consumer", "GetObject", "sales_event/a.json", "");
    private static final String SERVER = "owner " + Logs.BUCKET + " [01/Mar/2026:10:00:00 +0000] 192.0.2.3"
            + " arn:aws:sts::111122223333:assumed-role/webAppClientRole/s-1 3E57 REST.GET.OBJECT sales_event/a%2520b"
            + " \"GET /sales_event/a%20b HTTP/1.1\" 200 - 113 - 7 - \"-\" \"agent\" - hostid= SigV4 cipher AuthHeader"
            + " s3.us-east-1.amazonaws.com TLSv1.2 " + Logs.point("ec2-consumer") + " - us-east-1\n";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyLineIsCounted(long seed) {
        var random = new Random(seed);
        var text = new StringBuilder(seed % 2 == 0 ? TRAIL : SERVER);
        for (int i = 0; i < 5_000; i++) {
            text.append(damaged(seed % 2 == 0 ? TRAIL : SERVER, random));
        }

        var report = Logs.report(Catalogue.demo(), text.toString());

        assertThat(report.lines())
                .isGreaterThan(4_000)
                .isEqualTo(report.stillAllowed()
                        + report.stillRefused()
                        + report.vended()
                        + report.refused().stream().mapToLong(Change::count).sum()
                        + report.allowed().stream().mapToLong(Change::count).sum()
                        + report.undecidable().values().stream()
                                .mapToLong(Report.Told::count)
                                .sum()
                        + report.malformed().map(Report.Told::count).orElse(0L));
        assertThat(report.stillAllowed()).isPositive();
        assertThat(report.malformed()).isPresent();
    }

    private static String damaged(String line, Random random) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        var out = new StringBuilder();
        int changed = random.nextInt(4);
        int at = random.nextInt(bytes.length - 1);
        out.append(line, 0, at);
        switch (changed) {
            case 0 -> out.append((char) (32 + random.nextInt(95))).append(line, at + 1, line.length());
            case 1 -> out.append(line, Math.min(line.length() - 1, at + 1 + random.nextInt(40)), line.length());
            case 2 -> out.append(line, Math.max(0, at - random.nextInt(40)), line.length());
            default -> out.append(line, at, line.length());
        }
        return out.toString();
    }
}
