package io.sluice.cli.signin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The demo's OIDC provider in a process of its own: the packaged module {@code oidc-provider}, configured by its environment. Its
 * issuer is {@code http://localhost:PORT}. Closing it ends just this process.
 */
public final class OidcProviderProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final URI issuer;
    private final Path log;
    private final Process process;

    private OidcProviderProcess(URI issuer, Path log, Process process) {
        this.issuer = issuer;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it without waiting until it is ready.
     *
     * @param home the checkout that holds the built modules
     * @param port on 127.0.0.1; 0 takes one that is free now
     * @param scratch a folder that exists, for the directory's file and what the process prints
     * @param environment further settings, such as {@code SLUICE_OIDC_KEYLIFETIME}
     */
    public static OidcProviderProcess start(
            Path home, int port, Path scratch, OidcDirectory directory, Map<String, String> environment)
            throws IOException {
        var jar = home.resolve("oidc-provider/target/oidc-provider.jar");
        if (!Files.exists(jar)) {
            throw new IOException(jar + " is not built; run ./sluice build");
        }
        int listen = port == 0 ? free() : port;
        var people = scratch.resolve("oidc-directory-" + listen + ".json");
        Files.deleteIfExists(people);
        directory.write(people);
        var log = scratch.resolve("oidc-provider.log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("SLUICE_OIDC_DIRECTORY", people.toString());
        builder.environment().put("SLUICE_OIDC_PORT", Integer.toString(listen));
        return new OidcProviderProcess(URI.create("http://localhost:" + listen), log, builder.start());
    }

    /** Waits until it answers, or says why it does not. */
    public OidcProviderProcess awaitReady() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException("the OIDC provider ended with " + process.exitValue() + ": " + printed());
                }
                if (System.nanoTime() > deadline) {
                    close();
                    throw new IOException(
                            "the OIDC provider did not answer within " + START_LIMIT.toSeconds() + " s: " + printed());
                }
            }
        }
        return this;
    }

    private String printed() throws IOException {
        return Files.readString(log).strip();
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The {@code iss} of its tokens; discovery is below it. */
    public URI issuer() {
        return issuer;
    }

    /** What it printed. */
    public Path log() {
        return log;
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
