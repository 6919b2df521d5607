package io.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The lake is killed while eight writers write; whatever it acknowledged is there, whole, after each start. */
final class KillNineIT {
    private static final int KILLS = Integer.getInteger("sluice.kills", Boolean.getBoolean("sluice.long") ? 200 : 25);
    private static final int WRITERS = 8;
    /** Bytes of a body: some live in the index, some in files of their own. */
    private static final int[] SIZES = {0, 1, 1_024, 20_000, 70_000, 300_000};

    @TempDir
    Path scratch;

    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();

    @Test
    void whatWasAcknowledgedOutlivesEveryKill() throws Exception {
        var moments = new Random(9);
        var unchecked = List.<String>of();
        for (int kill = 0; kill < KILLS; kill++) {
            unchecked = writeUntilKilled(unchecked, 1 + moments.nextInt(40));
        }
        try (var lake = LakeProcess.start(scratch, "--data=" + scratch.resolve("data"));
                var s3 = lake.s3(lake.administrator())) {
            assertThat(lost(s3, lake.bucket(), acknowledged.keySet())).isEmpty();
        }
        assertThat(acknowledged).as("writes that were acknowledged in all").hasSizeGreaterThan(KILLS);
    }

    /** Starts the lake, checks what the last run acknowledged, writes, kills it, and returns what was acknowledged meanwhile. */
    private List<String> writeUntilKilled(List<String> unchecked, int writes) throws Exception {
        var lake = LakeProcess.start(scratch, "--data=" + scratch.resolve("data"));
        var before = List.copyOf(acknowledged.keySet());
        try (var s3 = lake.s3(lake.administrator());
                var threads = Executors.newFixedThreadPool(WRITERS)) {
            assertThat(lost(s3, lake.bucket(), unchecked)).isEmpty();
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(() -> writeUntilRefused(s3, lake.bucket())));
            }
            awaitAcknowledged(before.size() + writes);
            lake.kill();
            for (var writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            lake.kill();
        }
        var now = new ArrayList<>(acknowledged.keySet());
        now.removeAll(new HashSet<>(before));
        return now;
    }

    /** The moment of a kill is a number of writes and not a time, so that a slow machine tests the same. */
    private void awaitAcknowledged(int count) throws InterruptedException {
        for (int waited = 0; acknowledged.size() < count && waited < 30_000; waited++) {
            Thread.sleep(1);
        }
    }

    private void writeUntilRefused(S3Client s3, String bucket) {
        while (true) {
            int number = names.incrementAndGet();
            var key = "sales_event/" + number;
            try {
                s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(body(number)));
                acknowledged.put(key, (long) number);
            } catch (SdkException gone) {
                return;
            }
        }
    }

    private List<String> lost(S3Client s3, String bucket, Iterable<String> keys) {
        var lost = new ArrayList<String>();
        for (var key : keys) {
            int number = acknowledged.get(key).intValue();
            try (var answer = s3.getObject(request -> request.bucket(bucket).key(key))) {
                if (!Arrays.equals(answer.readAllBytes(), body(number))) {
                    lost.add(key + " is torn");
                }
            } catch (SdkException | IOException failure) {
                lost.add(key + ": " + failure.getMessage());
            }
        }
        return lost;
    }

    private static byte[] body(int number) {
        var body = new byte[SIZES[number % SIZES.length]];
        new Random(number).nextBytes(body);
        return body;
    }
}
