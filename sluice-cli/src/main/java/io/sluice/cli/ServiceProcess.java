package io.sluice.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One of the services, as it is deployed, in a process of its own: its packaged application, configured by environment variables and
 * nothing else. Closing it ends just this process.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final URI address;
    private final Path log;
    private final Process process;

    private ServiceProcess(String name, URI address, Path log, Process process) {
        this.name = name;
        this.address = address;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts the service without waiting for it, so that several can start side by side.
     *
     * @param home the checkout that holds the built modules
     * @param environment added to an environment from which every {@code AWS_} variable was taken: what the person has configured for
     *     AWS is never used against the lake, nor the other way round
     */
    public static ServiceProcess start(Path home, String name, int port, Path logs, Map<String, String> environment)
            throws IOException {
        var application = application(home.resolve(name).resolve("target"));
        var log = logs.resolve(name + ".log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx256m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        application.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        builder.environment().putAll(environment);
        return new ServiceProcess(name, URI.create("http://localhost:" + port), log, builder.start());
    }

    /** A service that is a function too is packed as Lambda wants it: one jar, and its libraries beside it. */
    private static Path application(Path target) throws IOException {
        var service = target.resolve("quarkus-app/quarkus-run.jar");
        if (Files.exists(service)) {
            return service;
        }
        try (var jars = Files.newDirectoryStream(target, "*-runner.jar")) {
            for (var function : jars) {
                return function;
            }
        } catch (NoSuchFileException _) {
            // The module was not built at all.
        }
        throw new IOException(service + " is not built; run ./sluice build");
    }

    /** Waits until the service answers, or says why it does not. */
    public void awaitReady() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client)) {
                if (!process.isAlive()) {
                    throw new IOException(name + " ended with " + process.exitValue() + "; its output is in " + log);
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            name + " did not answer within " + START_LIMIT.toSeconds() + " s; its output is in " + log);
                }
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public long pid() {
        return process.pid();
    }

    /** What it printed. */
    public Path log() {
        return log;
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
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
