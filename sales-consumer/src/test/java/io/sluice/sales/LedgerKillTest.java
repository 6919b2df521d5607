package io.sluice.sales;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.events.StoreEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger is written by a process of its own, which is killed while it writes. */
@Timeout(120)
class LedgerKillTest {
    private static final int KILLS = 3;
    private static final int EVENTS_IN_AN_OBJECT = 7;

    @TempDir
    private Path folder;

    @Test
    void sumsAndProgressNeverPart() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            long acknowledged = writeAndKill(50 * kill);

            try (Ledger ledger = new Ledger(folder, 100)) {
                long done = LongStream.iterate(0, i -> ledger.progress("k" + i).isPresent(), i -> i + 1)
                        .count();
                assertThat(done).isGreaterThanOrEqualTo(acknowledged);
                assertThat(ledger.summary().objects()).isEqualTo(done);
                assertThat(ledger.summary().events()).isEqualTo(done * EVENTS_IN_AN_OBJECT);
                assertThat(ledger.summary().duplicates()).isZero();
            }
        }
    }

    /** Returns how many objects the process has told to be counted before it was killed. */
    private long writeAndKill(int objects) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = 0;
        try (BufferedReader told = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (int i = 0; i < objects; i++) {
                acknowledged = Long.parseLong(told.readLine());
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return acknowledged;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Writer.class.getName());
        command.add(folder.toString());
        return command;
    }

    /** Counts one object after the other, from the first that is not counted on, and tells each. */
    static final class Writer {
        private Writer() {}

        @SuppressWarnings("InfiniteLoopStatement") // until it is killed
        public static void main(String[] arguments) {
            Ledger ledger = new Ledger(Path.of(arguments[0]), 100);
            for (long i = 0; ; i++) {
                String key = "k" + i;
                if (ledger.progress(key).isEmpty()) {
                    ledger.count(
                            key,
                            new Chunk(events(key), List.of(), Progress.none("e").done()));
                    System.out.println(i + 1);
                }
            }
        }

        private static List<StoreEvent> events(String key) {
            return IntStream.range(0, EVENTS_IN_AN_OBJECT)
                    .mapToObj(i -> Events.event(Events.sale(key + "-" + i)))
                    .toList();
        }
    }
}
