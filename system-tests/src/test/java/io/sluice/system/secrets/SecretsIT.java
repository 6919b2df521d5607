package io.sluice.system.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.system.DemoProcess;
import io.sluice.system.secrets.Secrets.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system runs, people and programs use it well and badly, and then everything that it wrote, showed or can be asked for is
 * searched for every secret and token of the run. Beside each search stands one for what was planted there.
 *
 * <p>Exempt are only: the lake's master key and the provider's directory, which are what they keep their secrets in, and the cache of
 * {@code sluice credentials}, all three for their owner alone; the lines of the demo's terminal, the page and the output of {@code sluice
 * credentials} that show a secret to the person it is for; and in the environment of a process what configures it, which only its owner can
 * see.
 */
final class SecretsIT {
    @TempDir
    static Path scratch;

    private static DemoProcess demo;
    private static Traces traces;
    private static Places places;

    @BeforeAll
    static void useAllOfIt() throws Exception {
        demo = DemoProcess.shared();
        traces = new Day(demo, scratch).pass();
        places = new Places(traces);
    }

    private static Secrets secrets() {
        return traces.secrets();
    }

    /** A line of a log that has a secret in it. */
    private static String leak() {
        return "INFO refreshed with " + traces.value("refresh token");
    }

    @Test
    void everyKindOfSecretWasUsed() {
        assertThat(secrets().names())
                .contains(
                        "administrator's secret key",
                        "password",
                        "client secret",
                        "broker's secret",
                        "master key",
                        "metadata token of grantsBrokerRole",
                        "secret key of storeProducerRole",
                        "session token of redactionServiceRole",
                        "authorization code",
                        "access token",
                        "id token",
                        "refresh token",
                        "vended secret key",
                        "vended session token",
                        "presigned signature",
                        "credentials command's secret key",
                        "credentials command's refresh token")
                .anyMatch(name -> name.startsWith("cookie q_session"))
                .anyMatch(name -> name.startsWith("cookie sluice_oidc"));
    }

    @Test
    void noLogAndNoStoreHasOne() throws IOException {
        assertThat(secrets().below(demo.data(), traces.exempt())).isEmpty();
    }

    @Test
    void whatIsPlantedInALogIsFound() throws IOException {
        var log = Files.writeString(
                Files.createTempDirectory(scratch, "planted").resolve("broker.log"),
                Files.readString(demo.log(DemoProcess.Service.BROKER)) + leak());

        assertThat(secrets().below(log.getParent(), traces.exempt()))
                .contains(new Finding("refresh token", log.toString()));
        Files.delete(log);
    }

    @Test
    void filesThatKeepSecretsAreForTheirOwnerAlone() {
        assertThat(traces.keepers())
                .hasSizeGreaterThan(2)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------"));
    }

    @Test
    void noPageHasOne() {
        assertThat(traces.pages()).hasSizeGreaterThan(20);
        assertThat(traces.pages().stream().flatMap(page -> secrets().in(page, page).stream()))
                .isEmpty();
    }

    @Test
    void whatIsPlantedOnAPageIsFound() {
        var page = traces.pages().getFirst() + "<!-- " + leak() + " -->";

        assertThat(secrets().in("page", page)).containsExactly(new Finding("refresh token", "page"));
    }

    @Test
    void theTerminalShowsOnlyWhatIsForThePerson() throws IOException {
        assertThat(secrets().in("the terminal", demo.terminal()))
                .extracting(Finding::secret)
                .containsExactlyInAnyOrder("password", "administrator's secret key");
    }

    @Test
    void noCommandLineHasOne() {
        assertThat(places.commandLines()).isEmpty();
    }

    @Test
    void whatIsPlantedInACommandLineOrAnEnvironmentIsFound() throws IOException {
        var builder = new ProcessBuilder("sh", "-c", "read end", leak());
        builder.environment().put("SLUICE_LEAK", leak());
        var process = builder.start();
        var planted = new Finding("refresh token", "process " + process.pid());
        try {
            assertThat(places.commandLines()).contains(planted);
            assertThat(places.environments(Stream.of(process.toHandle()))).contains(planted);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void environmentsHaveOnlyWhatConfiguresTheProcess() {
        assertThat(demo.processes()).hasSizeGreaterThan(5);
        assertThat(places.environments(demo.processes().stream())).isEmpty();
    }

    @Test
    void noTemporaryFileHasOne() throws IOException {
        assertThat(places.temporaryFiles(demo.begun())).isEmpty();
    }

    @Test
    void whatIsPlantedInATemporaryFileIsFound() throws IOException {
        var file = Files.writeString(Files.createTempFile("planted", ".tmp"), leak());
        try {
            assertThat(places.temporaryFiles(demo.begun())).contains(new Finding("refresh token", file.toString()));
        } finally {
            Files.delete(file);
        }
    }
}
