package io.sluice.cli;

import io.sluice.cli.process.PartProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One of the services, as it is deployed, in a process of its own: its packaged application, configured by environment variables and
 * nothing else. Closing it ends just this process.
 */
public final class ServiceProcess implements AutoCloseable {
    private final URI address;
    private final PartProcess process;

    private ServiceProcess(URI address, PartProcess process) {
        this.address = address;
        this.process = process;
    }

    /**
     * Starts the service without waiting for it, so that several can start side by side.
     *
     * @param home the checkout that holds the built modules
     * @param environment see {@link PartProcess#start}
     */
    public static ServiceProcess start(Path home, String name, int port, Path logs, Map<String, String> environment)
            throws IOException {
        var arguments = List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                application(home.resolve(name).resolve("target")).toString());
        var process = PartProcess.start(name, arguments, environment, logs.resolve(name + ".log"));
        return new ServiceProcess(URI.create("http://localhost:" + port), process);
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
        process.awaitAnswer(address.resolve("/q/health/ready"));
    }

    public long pid() {
        return process.pid();
    }

    /** What it printed. */
    public Path log() {
        return process.log();
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    PartProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
