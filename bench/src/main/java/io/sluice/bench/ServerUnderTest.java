package io.sluice.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** An S3 server in processes of its own, on loopback, and what the operating system says that it used. Linux only. */
final class ServerUnderTest implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final double TICKS_PER_SECOND = 100;

    private final String name;
    private final Process process;
    private final S3Client client;
    private final S3Presigner presigner;

    private ServerUnderTest(String name, Process process, S3Client client, S3Presigner presigner) {
        this.name = name;
        this.process = process;
        this.client = client;
        this.presigner = presigner;
    }

    static ServerUnderTest start(String name, int port, String keyId, String secret, Path log, List<String> command)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        waitForPort(name, process, port, log);
        var endpoint = URI.create("http://127.0.0.1:" + port);
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret));
        var client = S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                // What the SDK adds by default, a checksum behind the body, radosgw of Debian 12 refuses.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(32).socketTimeout(Duration.ofMinutes(5)))
                .build();
        var presigner = S3Presigner.builder()
                .endpointOverride(endpoint)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        return new ServerUnderTest(name, process, client, presigner);
    }

    private static void waitForPort(String name, Process process, int port, Path log)
            throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException(name + " did not start; its output is in " + log);
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean listens(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    String name() {
        return name;
    }

    S3Client client() {
        return client;
    }

    S3Presigner presigner() {
        return presigner;
    }

    /** Processor seconds, user and system, that the server's processes used since their start; resolution 10 ms. */
    double cpuSeconds() throws IOException {
        double ticks = 0;
        for (var pid : processes()) {
            var stat = Files.readString(Path.of("/proc", pid, "stat"));
            var afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Resident memory of the server's processes in MiB. */
    long residentMebibytes() throws IOException {
        long kibibytes = 0;
        for (var pid : processes()) {
            try (var lines = Files.lines(Path.of("/proc", pid, "status"))) {
                var line =
                        lines.filter(it -> it.startsWith("VmRSS:")).findFirst().orElseThrow();
                kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return kibibytes / 1024;
    }

    private List<String> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> Long.toString(handle.pid()))
                .toList();
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
        var children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                children.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
