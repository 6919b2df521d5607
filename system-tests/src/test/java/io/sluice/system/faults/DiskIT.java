package io.sluice.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.system.LakeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The disk takes nothing more, or takes its time: what was acknowledged is there, reads go on, and so do writes once it takes something. */
final class DiskIT {
    /** Bytes of a body: some live in the index, some in files of their own. */
    private static final int[] SIZES = {1_000, 20_000, 100_000};

    @TempDir
    Path scratch;

    private final List<Integer> acknowledged = new ArrayList<>();
    private int next;

    @Test
    void aFullDiskLosesNothingAndIsWrittenAgainWhenThereIsRoom() throws Exception {
        var disk = Files.createDirectory(scratch.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
                "no right to mount a small disk");
        try (var lake = LakeProcess.start(scratch, "--data=" + disk.resolve("data"));
                var s3 = lake.s3(lake.administrator())) {
            writeUntilRefused(s3, lake.bucket());
            allIsThere(s3, lake.bucket());
            assertThat(run("mount", "-o", "remount,size=96m", disk.toString())).isTrue();
            writesAgain(s3, lake.bucket());
            lake.kill();
            try (var again = LakeProcess.start(scratch, "--data=" + disk.resolve("data"));
                    var client = again.s3(again.administrator())) {
                allIsThere(client, again.bucket());
            }
        } finally {
            assertThat(run("umount", "-l", disk.toString())).isTrue();
        }
    }

    /** A quota, as a limit of the size of files: other than a full disk, RocksDB takes this for the end of the database. */
    @Test
    void aQuotaLosesNothingAndIsWrittenAgainWhenItIsLifted() throws Exception {
        try (var lake = LakeProcess.start(scratch, "--data=" + scratch.resolve("data"));
                var s3 = lake.s3(lake.administrator())) {
            assumeTrue(limit(lake, "300000:unlimited"), "prlimit is not there");
            writeUntilRefused(s3, lake.bucket());
            allIsThere(s3, lake.bucket());
            assertThat(limit(lake, "unlimited:unlimited")).isTrue();
            writesAgain(s3, lake.bucket());
            allIsThere(s3, lake.bucket());
            lake.kill();
            try (var again = LakeProcess.start(scratch, "--data=" + scratch.resolve("data"));
                    var client = again.s3(again.administrator())) {
                allIsThere(client, again.bucket());
            }
        }
    }

    /** Every flush of the running process takes 300 ms longer: strace holds the process in that system call. */
    @Test
    void aSlowDiskMakesWritesSlowAndLosesNone() throws Exception {
        try (var lake = LakeProcess.start(scratch, "--data=" + scratch.resolve("data"));
                var s3 = lake.s3(lake.administrator())) {
            put(s3, lake.bucket());
            var strace = slow(lake.handle());
            try {
                long began = System.nanoTime();
                put(s3, lake.bucket());
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(300));
                IntStream.range(0, 40).parallel().forEach(_ -> put(s3, lake.bucket()));
                allIsThere(s3, lake.bucket());
                lake.kill();
            } finally {
                strace.destroy();
                strace.waitFor();
            }
            try (var again = LakeProcess.start(scratch, "--data=" + scratch.resolve("data"));
                    var client = again.s3(again.administrator())) {
                allIsThere(client, again.bucket());
            }
        }
    }

    private Process slow(ProcessHandle process) throws IOException, InterruptedException {
        var said = scratch.resolve("strace.txt");
        assumeTrue(run("strace", "-V"), "strace is not there");
        var strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-e",
                        "trace=fdatasync,fsync",
                        "-e",
                        "inject=fdatasync,fsync:delay_exit=300000",
                        "-p",
                        Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        for (int waited = 0; !Files.readString(said).contains("attached") && waited < 10_000; waited += 50) {
            assumeTrue(!strace.waitFor(50, TimeUnit.MILLISECONDS), "strace may not hold another process here");
        }
        return strace;
    }

    private static boolean limit(LakeProcess lake, String bytes) throws InterruptedException {
        return run("prlimit", "--pid", Long.toString(lake.handle().pid()), "--fsize=" + bytes);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private void writeUntilRefused(S3Client s3, String bucket) {
        boolean refused = false;
        while (!refused && next < 20_000) {
            try {
                put(s3, bucket);
            } catch (S3Exception answer) {
                assertThat(answer.statusCode())
                        .as("an error that clients try again")
                        .isEqualTo(500);
                refused = true;
            }
        }
        assertThat(refused).as("the disk is full").isTrue();
        assertThat(acknowledged).hasSizeGreaterThan(5);
    }

    /** By itself, within half a minute. */
    private void writesAgain(S3Client s3, String bucket) throws InterruptedException {
        int before = acknowledged.size();
        for (int tried = 0; acknowledged.size() < before + 6 && tried < 60; tried++) {
            try {
                put(s3, bucket);
            } catch (SdkException notYet) {
                Thread.sleep(500);
            }
        }
        assertThat(acknowledged).as("writes that were taken again").hasSizeGreaterThanOrEqualTo(before + 6);
    }

    private void put(S3Client s3, String bucket) {
        int number = number();
        s3.putObject(
                request -> request.bucket(bucket).key("sales_event/" + number), RequestBody.fromBytes(body(number)));
        acknowledge(number);
    }

    private synchronized int number() {
        return next++;
    }

    private synchronized void acknowledge(int number) {
        acknowledged.add(number);
    }

    private void allIsThere(S3Client s3, String bucket) {
        assertThat(acknowledged)
                .allSatisfy(number -> assertThat(
                                s3.getObjectAsBytes(get -> get.bucket(bucket).key("sales_event/" + number))
                                        .asByteArray())
                        .isEqualTo(body(number)));
    }

    private static byte[] body(int number) {
        var body = new byte[SIZES[number % SIZES.length]];
        new Random(number).nextBytes(body);
        return body;
    }
}
