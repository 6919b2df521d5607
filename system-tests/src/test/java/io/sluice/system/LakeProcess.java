package io.sluice.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code sluice lake} as a person starts it: the packaged command in a process of its own, known by its ready file. */
public final class LakeProcess implements AutoCloseable {
    private static final Path JAR =
            Path.of("..", "sluice-cli", "target", "sluice-cli.jar").toAbsolutePath();

    /** What the JVM remembers of one start, so that the many others take half the time. */
    private static final Path CACHE = Path.of("target", "sluice.aot").toAbsolutePath();

    private final Process process;
    private final Path log;
    private final JsonNode ready;

    private LakeProcess(Process process, Path log, JsonNode ready) {
        this.process = process;
        this.log = log;
        this.ready = ready;
    }

    /** Starts a lake with these further arguments, on a free port where they name none, and waits until it is ready, 60 s at most. */
    public static LakeProcess start(Path scratch, String... arguments) throws IOException, InterruptedException {
        return start(scratch, Map.of(), arguments);
    }

    /** The same, with these variables added to its environment. */
    public static LakeProcess start(Path scratch, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        train(scratch);
        return launch(scratch, List.of("-XX:AOTCache=" + CACHE), environment, arguments);
    }

    /** The same with so little memory, {@code 192m}. */
    public static LakeProcess startWithHeap(Path scratch, String heap, String... arguments)
            throws IOException, InterruptedException {
        train(scratch);
        return launch(scratch, List.of("-XX:AOTCache=" + CACHE, "-Xmx" + heap), Map.of(), arguments);
    }

    /** One start and stop of a lake whose classes the JVM keeps, where that was not done since the command was built. */
    private static synchronized void train(Path scratch) throws IOException, InterruptedException {
        if (Files.exists(CACHE) && Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(JAR)) > 0) {
            return;
        }
        launch(scratch, List.of("-XX:AOTCacheOutput=" + CACHE), Map.of()).close();
    }

    private static LakeProcess launch(
            Path scratch, List<String> jvm, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var readyFile = scratch.resolve("ready.json");
        Files.deleteIfExists(readyFile);
        var all = new ArrayList<>(List.of("lake", "--ready-file=" + readyFile));
        all.addAll(List.of(arguments));
        if (all.stream().noneMatch(argument -> argument.startsWith("--port="))) {
            all.add("--port=0");
        }
        var options = new ArrayList<>(jvm);
        options.add("-Xlog:disable");
        var log = scratch.resolve("lake.log");
        var process = command(log, environment, options, all);
        for (int waited = 0; !Files.exists(readyFile); waited += 20) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || waited > 60_000) {
                process.destroyForcibly();
                throw new IOException("the lake did not start: " + Files.readString(log));
            }
        }
        return new LakeProcess(process, log, new ObjectMapper().readTree(readyFile.toFile()));
    }

    /** Runs the {@code sluice} command with these arguments, its output in a file. */
    public static Process command(Path output, List<String> arguments) throws IOException {
        return command(output, Map.of(), List.of(), arguments);
    }

    private static Process command(
            Path output, Map<String, String> environment, List<String> options, List<String> arguments)
            throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(options);
        line.addAll(List.of("-Dsluice.home=" + JAR.getParent().getParent().getParent(), "-jar", JAR.toString()));
        line.addAll(arguments);
        var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        // How long a busy machine keeps an event loop waiting is no fault, and needs no stack trace in a log.
        builder.environment().put("QUARKUS_VERTX_WARNING_EXCEPTION_TIME", "10M");
        builder.environment().putAll(environment);
        return builder.start();
    }

    public long pid() {
        return process.pid();
    }

    /** What it printed. */
    public Path log() {
        return log;
    }

    public JsonNode ready() {
        return ready;
    }

    public URI endpoint() {
        return URI.create(ready.get("endpoint").asText());
    }

    public String bucket() {
        return ready.get("bucket").asText();
    }

    public AwsCredentials administrator() {
        var keys = ready.get("administrator");
        return AwsBasicCredentials.create(
                keys.get("accessKeyId").asText(), keys.get("secretAccessKey").asText());
    }

    public AwsCredentials role(String name) {
        var keys = ready.get("roles").get(name);
        return AwsSessionCredentials.create(
                keys.get("accessKeyId").asText(),
                keys.get("secretAccessKey").asText(),
                keys.get("sessionToken").asText());
    }

    /** An S3 client with path-style addressing that tries once, so that no failure is hidden; the caller closes it. */
    public S3Client s3(AwsCredentials credentials) {
        return s3(credentials, 1);
    }

    /** The same, which tries so many times; with two it bears a clock that jumps, as every client of the SDK does unless it is told not to. */
    public S3Client s3(AwsCredentials credentials, int attempts) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(Region.of(ready.get("region").asText()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(64))
                .overrideConfiguration(c -> c.retryStrategy(retry -> retry.maxAttempts(attempts)))
                .build();
    }

    /** The process itself, for whoever looks at it or stops it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new UncheckedIOException(new IOException("the lake did not stop within 60 s"));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
