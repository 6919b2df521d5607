package io.sluice.system.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.system.DemoProcess;
import io.sluice.system.secrets.Secrets.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system runs, people and programs use it well and badly, and then everything that it wrote, showed or can be asked for is
 * searched for every secret and token of the run.
 *
 * <p>Exempt are only: the lake's master key and the provider's directory, which are what they keep their secrets in, and the cache of
 * {@code sluice credentials}, all three for their owner alone; the lines of the demo's terminal and the page that show a secret to the
 * person it is for; and in the environment of a process what configures it, which only its owner can see. Runs with {@code
 * -Dsluice.long=true}.
 */
@EnabledIfSystemProperty(named = "sluice.long", matches = "true", disabledReason = "runs the whole demo")
final class SecretsIT {
    /** How a service is given its secrets, and a function its credentials, as Lambda gives them. */
    private static final Set<String> CONFIGURED = Set.of(
            "QUARKUS_OIDC_CREDENTIALS_SECRET",
            "SLUICE_BROKER_SECRET",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN");

    @TempDir
    static Path scratch;

    private static Instant begun;
    private static DemoProcess demo;
    private static Day day;

    @BeforeAll
    static void useAllOfIt() throws Exception {
        begun = Instant.now();
        demo = DemoProcess.shared();
        day = new Day(demo, scratch);
        day.pass();
    }

    private static Secrets secrets() {
        return day.secrets();
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
        assertThat(secrets().below(demo.data(), day.keepers())).isEmpty();
    }

    @Test
    void whatIsPlantedInALogIsFound() throws IOException {
        var log = Files.createTempFile(scratch, "planted", ".log");
        Files.writeString(log, Files.readString(demo.log(DemoProcess.Service.BROKER)) + day.plant("refresh token"));

        assertThat(secrets().below(scratch, day.keepers())).contains(new Finding("refresh token", log.toString()));
        Files.delete(log);
    }

    @Test
    void filesThatKeepSecretsAreForTheirOwnerAlone() {
        assertThat(day.keepers())
                .hasSizeGreaterThan(3)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------"));
    }

    @Test
    void noPageHasOne() {
        assertThat(day.pages()).hasSizeGreaterThan(20);
        assertThat(day.pages().stream().flatMap(page -> secrets().in(page, page).stream()))
                .isEmpty();
    }

    @Test
    void theTerminalShowsOnlyWhatIsForThePerson() throws IOException {
        var forThePerson = Set.of("password", "administrator's secret key");

        assertThat(secrets().in("the terminal", demo.terminal()))
                .extracting(Finding::secret)
                .isSubsetOf(forThePerson);
    }

    @Test
    void noCommandLineHasOne() {
        var found = ProcessHandle.allProcesses()
                .map(process -> secrets().in("process " + process.pid(), DemoProcess.commandLine(process)))
                .flatMap(List::stream);

        assertThat(found).isEmpty();
    }

    @Test
    void environmentsHaveOnlyWhatConfiguresTheProcess() {
        var found = new ArrayList<Finding>();
        for (var process : demo.processes()) {
            var besides = DemoProcess.environment(process)
                    .lines()
                    .filter(line -> !CONFIGURED.contains(line.split("=", 2)[0]))
                    .collect(Collectors.joining("\n"));
            found.addAll(secrets().in(DemoProcess.commandLine(process), besides));
        }
        assertThat(demo.processes()).hasSizeGreaterThan(5);
        assertThat(found).isEmpty();
    }

    @Test
    void noTemporaryFileHasOne() throws IOException {
        var found = new ArrayList<Finding>();
        try (var files = Files.find(
                Path.of(System.getProperty("java.io.tmpdir")),
                4,
                (file, about) -> about.isRegularFile()
                        && about.lastModifiedTime().toInstant().isAfter(begun)
                        && !file.startsWith(scratch))) {
            for (var file : (Iterable<Path>) files::iterator) {
                found.addAll(readable(file));
            }
        }
        assertThat(found).isEmpty();
    }

    /** Files of others may go while they are looked at. */
    private static List<Finding> readable(Path file) {
        try {
            return secrets().in(file);
        } catch (IOException gone) {
            return List.of();
        }
    }
}
