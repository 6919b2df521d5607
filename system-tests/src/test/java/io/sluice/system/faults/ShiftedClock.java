package io.sluice.system.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The time of day as a process sees it, which a test may move while the process runs. <a
 * href="https://github.com/wolfcw/libfaketime">libfaketime</a> does it, in Debian the package of that name; the time that durations are
 * measured by stays as it is.
 */
final class ShiftedClock {
    private static final Path LIBRARY = Stream.of(
                    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
                    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst()
            .orElse(Path.of("libfaketime.so.1"));

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+[+-]\\d{4}");
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");
    private static final Duration CLOSE = Duration.ofMinutes(1);
    private static final int TRIES = 50;

    private final Path file;

    ShiftedClock(Path file) {
        this.file = file;
        write(Duration.ZERO);
    }

    static void assumeAvailable() {
        assumeTrue(Files.exists(LIBRARY), "clocks of processes cannot be moved here: install Debian's libfaketime");
    }

    /**
     * What a process is to be started with. The file is looked at once a second, since at each call the clock would take a thousand times
     * as long. The "monotonic fix" is for a C library that has no monotonic waits; with it, a JVM's waits return at once.
     */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", LIBRARY.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** Returns when the clock of the process shows it. */
    void shift(ProcessHandle process, Duration by) throws IOException, InterruptedException {
        write(by);
        for (int asked = 0; off(process).minus(by).abs().compareTo(CLOSE) > 0; asked++) {
            if (asked == TRIES) {
                throw new IOException("the clock of process " + process.pid() + " is off by " + off(process)
                        + " and not by " + by + ": is the library loaded?");
            }
            Thread.sleep(200);
        }
    }

    /** By how much the process is ahead of this one. */
    private static Duration off(ProcessHandle process) throws IOException, InterruptedException {
        var said = Jcmd.ask(process, "VM.uptime", "-date");
        var date = DATE.matcher(said);
        if (!date.find()) {
            throw new IOException("no date in: " + said);
        }
        return Duration.between(Instant.now(), OffsetDateTime.parse(date.group(), ISO));
    }

    private void write(Duration by) {
        try {
            Files.writeString(file, "%+d%n".formatted(by.toSeconds()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
