package io.sluice.quarkus.deployment.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeaseTest {
    @TempDir
    Path folder;

    @Test
    void aLeaseCountsWhileItsProcessRuns() throws IOException {
        assertThat(Lease.anyAlive(folder)).isFalse();

        Lease.take(folder);

        assertThat(Lease.anyAlive(folder)).isTrue();
    }

    @Test
    void aProcessHasOneLeaseHoweverOftenItIsTaken() throws IOException {
        assertThat(Lease.take(folder)).isEqualTo(Lease.take(folder));
    }

    @Test
    void aLeaseOfAProcessThatIsNoMoreIsTakenAway() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        var left = Files.createFile(
                Files.createDirectories(folder.resolve("leases")).resolve(ended.pid() + "-1"));

        assertThat(Lease.anyAlive(folder)).isFalse();
        assertThat(left).doesNotExist();
    }

    @Test
    void aLeaseOfAnEarlierProcessOfTheSameIdDoesNotCount() throws IOException {
        var leases = Files.createDirectories(folder.resolve("leases"));
        Files.createFile(leases.resolve(ProcessHandle.current().pid() + "-1"));

        assertThat(Lease.anyAlive(folder)).isFalse();
    }
}
