package io.sluice.cli.signin;

import io.sluice.cli.process.PartProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo's OIDC provider in a process of its own: the packaged module {@code oidc-provider}, configured by its environment. Its
 * issuer is {@code http://localhost:PORT}. Closing it ends just this process.
 */
public final class OidcProviderProcess implements AutoCloseable {
    private final URI issuer;
    private final PartProcess process;

    private OidcProviderProcess(URI issuer, PartProcess process) {
        this.issuer = issuer;
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
        var arguments = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString());
        var settings = new HashMap<>(environment);
        settings.put("SLUICE_OIDC_DIRECTORY", people.toString());
        settings.put("SLUICE_OIDC_PORT", Integer.toString(listen));
        return new OidcProviderProcess(
                URI.create("http://localhost:" + listen),
                PartProcess.start("oidc-provider", arguments, settings, scratch.resolve("oidc-provider.log")));
    }

    /** Waits until it answers, or says why it does not. */
    public OidcProviderProcess awaitReady() throws IOException, InterruptedException {
        process.awaitAnswer(URI.create(issuer + "/.well-known/openid-configuration"));
        return this;
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
        return process.log();
    }

    public PartProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
