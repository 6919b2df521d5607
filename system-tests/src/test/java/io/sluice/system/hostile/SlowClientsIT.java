package io.sluice.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sluice.cli.ServiceProcess;
import io.sluice.system.Ports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that say little, or nothing, and keep the connection; and those that say too much at once. */
final class SlowClientsIT {
    private static final int CROWD = 10_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final byte[] HEALTH = Raw.bytes("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");

    @TempDir
    static Path scratch;

    private static SmallLake lake;
    private static ServiceProcess redaction;

    @BeforeAll
    static void start() throws Exception {
        lake = new SmallLake(Files.createDirectory(scratch.resolve("lake")));
        redaction = ServiceProcess.start(
                Path.of("..").toAbsolutePath().normalize(),
                "redaction-service",
                Ports.free(),
                scratch,
                Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "AWS_ENDPOINT_URL",
                        lake.endpoint().toString(),
                        "QUARKUS_VERTX_WARNING_EXCEPTION_TIME",
                        "10M",
                        "QUARKUS_HTTP_IDLE_TIMEOUT",
                        SmallLake.IDLE.toString()));
        awaitLife();
    }

    /** It has no views, so it lives and is never ready. */
    private static void awaitLife() throws Exception {
        for (int waited = 0; ; waited += 100) {
            try {
                if (Raw.ask(redaction.address(), HEALTH, Duration.ofSeconds(5)).isPresent()) {
                    return;
                }
            } catch (IOException notYet) {
                if (waited > 60_000) {
                    throw notYet;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @AfterAll
    static void stop() {
        if (redaction != null) {
            redaction.close();
        }
        if (lake != null) {
            lake.close();
        }
    }

    @AfterEach
    void bothServeAsBefore() throws IOException {
        lake.check();
        door().check(HEALTH, 200);
    }

    private static Witness door() {
        return new Witness(
                "the redaction service", redaction.address(), redaction.pid(), redaction.log(), 256, Set.of(501, 505));
    }

    private static URI address(String server) {
        return server.equals("lake") ? lake.endpoint() : redaction.address();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"lake", "redaction"})
    void clientThatSaysNothingLosesItsConnection(String server) throws Exception {
        try (var silent = Raw.to(address(server));
                var half = Raw.to(address(server))) {
            half.send("GET / HTTP/1.1\r\nHost: loc");

            assertThat(silent.answer(LIMIT)).isEmpty();
            assertThat(half.answer(LIMIT)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET /x HTTP/1.1\r\nHost: localhost\r\nx: ",
                "PUT /x/y HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n",
                "POST /?Action=x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
            })
    void clientThatSendsByteAfterByteLosesItsConnectionAndDisturbsNobody(String begun) throws Exception {
        try (var slow = Raw.to(lake.endpoint())) {
            slow.send(begun);
            var trickling = true;
            for (int sent = 0; trickling && sent < 600; sent++) {
                trickling = sends(slow);
                if (sent % 20 == 0) {
                    lake.check();
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(trickling).as("still connected after 600 bytes").isFalse();
        }
    }

    private static boolean sends(Raw slow) {
        try {
            slow.send("a");
            return true;
        } catch (IOException cut) {
            return false;
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"lake", "redaction"})
    void headThatIsTooLongIsRefused(String server) throws IOException {
        for (var fields :
                List.of("x: " + "a".repeat(60_000) + "\r\n", ("x: " + "a".repeat(1_000) + "\r\n").repeat(60))) {
            var answer = Raw.ask(
                    address(server),
                    Raw.bytes("GET /views/v HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n"),
                    Duration.ofSeconds(5));
            assertThat(answer).get().extracting(Raw.Answer::status).isEqualTo(431);
        }
    }

    @Test
    void bodyAtTheRedactionServiceIsNotWaitedFor() throws IOException {
        try (var slow = Raw.to(redaction.address())) {
            slow.send("GET /views/v/k HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n");

            assertThat(slow.answer(LIMIT)).get().extracting(Raw.Answer::status).isEqualTo(400);
            assertThat(slow.answer(LIMIT)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"lake", "redaction"})
    void tenThousandSilentConnectionsKeepNobodyOutAndAreGoneAfterwards(String server) throws Exception {
        var descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
        assumeTrue(descriptors > CROWD + 500, "ulimit -n allows " + descriptors + " files, the crowd needs more");
        var witness = server.equals("lake") ? lake.witness() : door();
        long before = witness.descriptors();
        var crowd = new ArrayList<Raw>();
        try {
            long most = 0;
            for (int i = 0; i < CROWD; i++) {
                crowd.add(Raw.to(address(server)));
                if (i % 1_000 == 999) {
                    most = Math.max(most, witness.descriptors());
                    bothServeAsBefore();
                }
            }
            awaitDescriptors(witness, before + 20);
            System.out.println(server + ": " + CROWD + " silent connections, " + before + " descriptors before, " + most
                    + " at most, " + witness.descriptors() + " afterwards, " + witness.peak() + " MiB at most");
        } finally {
            for (var each : crowd) {
                each.close();
            }
        }
    }

    private static void awaitDescriptors(Witness witness, long most) throws Exception {
        for (int waited = 0; witness.descriptors() > most; waited++) {
            assertThat(waited).as("seconds that silent connections are kept").isLessThan(60);
            TimeUnit.SECONDS.sleep(1);
        }
    }
}
