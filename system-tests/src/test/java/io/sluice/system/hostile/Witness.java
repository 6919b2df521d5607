package io.sluice.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What has to hold of a server whatever it was sent.
 *
 * @param heap its {@code -Xmx} in MiB
 * @param documented errors of 500 and above that are meant, and told in the documents
 */
record Witness(String name, URI address, long pid, Path log, int heap, Set<Integer> documented) {
    /** What a JVM takes besides its heap: code, classes, threads, and what is mapped of libraries and the store. */
    private static final int BESIDES = 450;

    /** No error of its own, be the request what it may. */
    String answered(Raw.Answer answer) {
        assertThat(answer.status())
                .as("%s answered %d: %s", name, answer.status(), answer.text())
                .matches(status -> status < 500 || documented.contains(status));
        return Integer.toString(answer.status());
    }

    /** It runs, serves, has logged no fault, and never took more memory than it may. */
    void check(byte[] good, int status) throws IOException {
        assertThat(ProcessHandle.of(pid)).as(name + " runs").matches(found -> found.isPresent());
        assertThat(Raw.ask(address, good, Duration.ofSeconds(30)))
                .as("the good request at " + name)
                .get()
                .extracting(Raw.Answer::status)
                .isEqualTo(status);
        assertThat(Files.readString(log)).doesNotContain("\tat ", "OutOfMemoryError", "Exception in thread");
        assertThat(peak()).as("MiB of " + name).isLessThan(heap + BESIDES);
    }

    /** The most memory that the process ever had, in MiB. */
    long peak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.count();
        }
    }
}
