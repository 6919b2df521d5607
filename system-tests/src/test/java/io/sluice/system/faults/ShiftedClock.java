package io.sluice.system.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

    private final Path file;

    ShiftedClock(Path file) {
        this.file = file;
        shift(Duration.ZERO);
    }

    static void assumeAvailable() {
        assumeTrue(Files.exists(LIBRARY), "clocks of processes cannot be moved here: install Debian's libfaketime");
    }

    /** What a process is to be started with. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", LIBRARY.toString(),
                "FAKETIME_TIMESTAMP_FILE", file.toString(),
                "FAKETIME_NO_CACHE", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "DONT_FAKE_MONOTONIC", "1");
    }

    void shift(Duration by) {
        try {
            Files.writeString(file, "%+d%n".formatted(by.toSeconds()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
