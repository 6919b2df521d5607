package io.sluice.system.newcomer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.system.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The demo that cannot start, is stopped, or loses a part: what it says, and that nothing stays. */
@EnabledOnOs(OS.LINUX)
final class DemoStopIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> PARTS = List.of("lake", "oidc", "producer", "sales", "redaction", "broker");

    private static final List<String> LINKED = List.of(
            "oidc-provider",
            "store-producer",
            "sales-consumer",
            "inventory-consumer",
            "redaction-service",
            "grants-broker",
            "catalogue.yaml");

    @TempDir
    Path scratch;

    private Path home;

    /** A checkout whose modules are those that were built here, and whose demo writes elsewhere. */
    @BeforeEach
    void layOut() throws IOException {
        home = Files.createDirectories(scratch.resolve("home"));
        for (var module : LINKED) {
            Files.createSymbolicLink(home.resolve(module), ROOT.resolve(module));
        }
    }

    /** So that whoever empties the scratch folder does not wonder where they lead. */
    @AfterEach
    void removeLinks() throws IOException {
        for (var module : LINKED) {
            Files.delete(home.resolve(module));
        }
    }

    @Test
    void aTakenPortIsToldWithTheOptionThatMovesItAndNothingStarts() throws Exception {
        var ports = free();
        try (var taken = new ServerSocket(ports.get("sales"), 1, InetAddress.getLoopbackAddress());
                var demo = demo(ports, List.of("--once"))) {
            assertThat(demo.exit()).isEqualTo(2);
            assertThat(demo.printed())
                    .contains("port " + taken.getLocalPort() + " is taken", "--sales-port")
                    .hasLineCount(1);
            assertThat(demo.leftRunning()).isEmpty();
        }
    }

    @Test
    void onePortForTwoPartsIsRefused() throws Exception {
        var ports = free();
        ports.put("oidc", ports.get("broker"));
        try (var demo = demo(ports, List.of("--once"))) {
            assertThat(demo.exit()).isEqualTo(2);
            assertThat(demo.printed()).contains("asked for twice").hasLineCount(1);
        }
    }

    @Test
    void aFullDiskIsToldBeforeAnythingStarts() throws Exception {
        assumeThat(new ProcessBuilder("unshare", "-m", "true").start().waitFor())
                .isZero();
        Files.createDirectories(home.resolve("target"));
        var script = "mount -t tmpfs -o size=20m none '" + home.resolve("target") + "' && exec \"$@\"";
        var command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", script, "demo"));
        command.addAll(command(free(), List.of("--once")));

        try (var demo = start(command)) {
            assertThat(demo.exit()).isEqualTo(2);
            assertThat(demo.printed()).contains("MB left", "free some space").hasLineCount(1);
        }
    }

    @Test
    void controlCWhileTheServicesStartStopsAllOfThemAndTheNextDemoRuns() throws Exception {
        var ports = free();
        try (var demo = demo(ports, List.of("--once"))) {
            demo.awaitPrinted("ok     the functions are deployed");
            demo.pressControlC();
            assertStopped(demo);
        }
        try (var demo = demo(ports, List.of("--once", "--events=1000"))) {
            demo.awaitPrinted("ok     1000 events are written");
            demo.pressControlC();
            assertStopped(demo);
        }
    }

    private static void assertStopped(Session demo) throws IOException, InterruptedException {
        assertThat(demo.exit()).as(demo.printed()).isEqualTo(130);
        assertThat(demo.printed())
                .endsWith("Stopped. Nothing is left running.\n")
                .doesNotContain("FAILED", "\tat ", "Exception");
        assertThat(demo.leftRunning()).isEmpty();
    }

    @Test
    void aServiceThatIsKilledIsNamedAndAKillOfTheDemoItselfLeavesNothingRunning() throws Exception {
        try (var demo = demo(free(), List.of("--events=1000"))) {
            demo.awaitPrinted("ok     the services start");
            demo.kill("sales-consumer");
            demo.awaitPrinted("Stop it with Ctrl-C.");
            assertThat(demo.printed())
                    .contains(
                            "FAILED every sales event is counted once",
                            "sales-consumer ended with 137; its output is in")
                    .contains("ok     1000 events are written")
                    .doesNotContain("\tat ");

            demo.killAlone();
            assertThat(demo.exit()).isEqualTo(137);
            assertThat(demo.leftRunning()).isEmpty();
        }
    }

    private Session demo(Map<String, Integer> ports, List<String> options) throws IOException {
        return start(command(ports, options));
    }

    private Session start(List<String> command) throws IOException {
        var environment = Clone.environment("");
        return Session.start(home, scratch.resolve("printed.txt"), environment, command);
    }

    private List<String> command(Map<String, Integer> ports, List<String> options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dsluice.home=" + home,
                "-jar",
                ROOT.resolve("sluice-cli/target/sluice-cli.jar").toString(),
                "demo"));
        ports.forEach((part, port) -> command.add("--" + part + "-port=" + port));
        command.addAll(options);
        return command;
    }

    private static Map<String, Integer> free() throws IOException {
        var ports = new HashMap<String, Integer>();
        while (ports.size() < PARTS.size()) {
            int port = Ports.free();
            if (!ports.containsValue(port)) {
                ports.put(PARTS.get(ports.size()), port);
            }
        }
        return ports;
    }
}
