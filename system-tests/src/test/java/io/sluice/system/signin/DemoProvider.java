package io.sluice.system.signin;

import io.sluice.cli.signin.OidcDirectory;
import io.sluice.cli.signin.OidcProviderProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The demo's OIDC provider on a free port, for a test. It is ready when {@code start} returns; {@link #issuer()} is all that another
 * process needs. It wants the module packaged, as {@code verify} does before it runs tests of this module.
 *
 * <pre>{@code
 * try (var provider = DemoProvider.start(scratch, List.of(URI.create("http://localhost:" + port + "/signed-in")))) {
 *     … provider.issuer(), DemoProvider.BROKER, DemoProvider.BROKER_SECRET, People.CLEO.password() …
 * }
 * }</pre>
 */
public final class DemoProvider implements IdentityProvider {
    public static final String BROKER = "grants-broker";
    public static final String BROKER_SECRET = "a-secret-for-tests-alone";
    public static final String COMMAND_LINE = "sluice-cli";

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private final OidcProviderProcess process;

    private DemoProvider(OidcProviderProcess process) {
        this.process = process;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param scratch a folder for its files
     * @param brokerRedirects where the confidential client {@code grants-broker} may be sent to, after sign-out too
     */
    public static DemoProvider start(Path scratch, List<URI> brokerRedirects) throws IOException, InterruptedException {
        return start(scratch, brokerRedirects, Duration.ofDays(1));
    }

    /** The same, with a lifetime of signing keys. */
    static DemoProvider start(Path scratch, List<URI> brokerRedirects, Duration keyLifetime)
            throws IOException, InterruptedException {
        var directory = new OidcDirectory(
                Arrays.stream(People.values())
                        .map(person -> new OidcDirectory.User(
                                person.userName(),
                                person.name(),
                                person.email(),
                                List.of(person.group()),
                                person.password()))
                        .toList(),
                List.of(
                        OidcDirectory.Client.commandLine(COMMAND_LINE),
                        OidcDirectory.Client.confidential(BROKER, BROKER_SECRET, brokerRedirects, brokerRedirects)));
        return new DemoProvider(OidcProviderProcess.start(
                        HOME, 0, scratch, directory, Map.of("SLUICE_OIDC_KEYLIFETIME", keyLifetime.toString()))
                .awaitReady());
    }

    @Override
    public URI issuer() {
        return process.issuer();
    }

    Path log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}
