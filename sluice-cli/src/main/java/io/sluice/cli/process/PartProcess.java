package io.sluice.cli.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A part of the system in a process of its own, what it prints in a log. Closing it ends just this process. Where the system can do
 * it, the process also ends when the thread that started it does, so that a kill of this JVM leaves nothing running.
 */
public final class PartProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;

    private PartProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it without waiting for it, so that several can start side by side.
     *
     * @param arguments of the {@code java} of this JVM
     * @param environment added to an environment from which every {@code AWS_} variable was taken: what the person has configured for
     *     AWS is never used against the lake, nor the other way round
     */
    public static PartProcess start(String name, List<String> arguments, Map<String, String> environment, Path log)
            throws IOException {
        var builder = new ProcessBuilder(Tether.tied(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return new PartProcess(name, log, builder.start());
    }

    /** Waits until a GET of this address is answered with 200, or says why it is not. */
    public void awaitAnswer(URI address) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client, address)) {
                var ended = ended();
                if (ended.isPresent()) {
                    throw new IOException(ended.get());
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            name + " did not answer within " + START_LIMIT.toSeconds() + " s; its output is in " + log);
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static boolean answers(HttpClient client, URI address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What there is to say where it is not running any more. */
    public Optional<String> ended() {
        return process.isAlive()
                ? Optional.empty()
                : Optional.of(name + " ended with " + process.exitValue() + "; its output is in " + log);
    }

    public long pid() {
        return process.pid();
    }

    /** What it printed. */
    public Path log() {
        return log;
    }

    /** Asks it to end and does not wait, so that several can end side by side. */
    public void stop() {
        process.destroy();
    }

    @Override
    public void close() {
        stop();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
