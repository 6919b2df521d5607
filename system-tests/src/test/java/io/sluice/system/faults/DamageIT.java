package io.sluice.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.system.LakeProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A byte on the disk is another one: that is an error for whoever reads it, and never bytes; what is beside it is read as before. */
final class DamageIT {
    private static final int LARGE = 5 << 20;

    @TempDir
    Path scratch;

    @Test
    void aDamagedBodyIsAnErrorAndNotBytes() throws Exception {
        var data = scratch.resolve("data");
        try (var lake = LakeProcess.start(scratch, "--data=" + data);
                var s3 = lake.s3(lake.administrator())) {
            put(s3, lake.bucket(), "late", body(1));
            flip(newest(data.resolve("blobs")), LARGE - 1000);
            put(s3, lake.bucket(), "early", body(2));
            flip(newest(data.resolve("blobs")), 10);
            put(s3, lake.bucket(), "sound", body(3));

            damageAtTheEndBreaksTheConnection(s3, lake.bucket());
            damageAtTheBeginningIsToldInTheAnswer(s3, lake.bucket());
            assertThat(range(s3, lake.bucket(), "late", "bytes=0-999")).isEqualTo(part(1, 0, 1000));
            assertThat(range(s3, lake.bucket(), "early", "bytes=4000000-4000999"))
                    .isEqualTo(part(2, 4_000_000, 1000));
            assertThat(s3.getObjectAsBytes(get -> get.bucket(lake.bucket()).key("sound"))
                            .asByteArray())
                    .isEqualTo(body(3));
            assertThat(Files.readString(scratch.resolve("lake.log")))
                    .contains("is damaged", "Put it back from a backup, or delete the object");
        }
    }

    /** The head was sent long before, so all that is left to say is that the body does not come to its end. */
    private static void damageAtTheEndBreaksTheConnection(S3Client s3, String bucket) throws IOException {
        try (var answer = s3.getObject(get -> get.bucket(bucket).key("late"))) {
            assertThat(answer.response().contentLength()).isEqualTo(LARGE);
            assertThatThrownBy(() -> answer.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> range(s3, bucket, "late", "bytes=-500")).hasMessageContaining("500");
    }

    private static void damageAtTheBeginningIsToldInTheAnswer(S3Client s3, String bucket) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.getObject(get -> get.bucket(bucket).key("early")))
                .matches(answer -> answer.statusCode() == 500)
                .matches(answer -> answer.awsErrorDetails().errorCode().equals("InternalError"));
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> range(s3, bucket, "early", "bytes=5-5"))
                .matches(answer -> answer.statusCode() == 500);
    }

    @Test
    void aLakeWhoseIndexIsDamagedSaysSoAndDoesNotStart() throws Exception {
        var data = scratch.resolve("data");
        try (var lake = LakeProcess.start(scratch, "--data=" + data);
                var s3 = lake.s3(lake.administrator())) {
            for (int i = 0; i < 50; i++) {
                put(s3, lake.bucket(), "small/" + i, new byte[1000]);
            }
            lake.kill();
        }
        var log = newest(data.resolve("index"), ".log");
        flip(log, Files.size(log) / 2);
        var output = scratch.resolve("output.txt");

        var process = LakeProcess.command(output, List.of("lake", "--port=0", "--data=" + data));

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(output)
                .content()
                .contains(log.toString(), "is damaged at byte", "Put the data folder back from a backup")
                .doesNotContain("\tat ");
    }

    private static void put(S3Client s3, String bucket, String key, byte[] body) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(body));
    }

    private static byte[] range(S3Client s3, String bucket, String key, String range) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key).range(range))
                .asByteArray();
    }

    private static byte[] body(int seed) {
        var body = new byte[LARGE];
        new Random(seed).nextBytes(body);
        return body;
    }

    private static byte[] part(int seed, int from, int length) {
        return ByteBuffer.allocate(length).put(body(seed), from, length).array();
    }

    private static Path newest(Path folder) throws IOException {
        return newest(folder, "");
    }

    private static Path newest(Path folder, String end) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(end))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private static void flip(Path file, long position) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            channel.read(one, position);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), position);
        }
    }
}
