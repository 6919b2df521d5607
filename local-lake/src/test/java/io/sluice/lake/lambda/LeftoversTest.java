package io.sluice.lake.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path folder;

    private Process process;

    @BeforeEach
    void start() throws IOException {
        var builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                TestRuntime.class.getName());
        builder.environment().put("TEST_START", "hang");
        process = builder.start();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void processOfAnEarlierLakeIsEnded() throws IOException, InterruptedException {
        new Leftovers(folder).remember(process.toHandle());

        new Leftovers(folder).end();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void processThatOnlyHasTheNumberIsLeftAlone() throws IOException, InterruptedException {
        var later = process.info().startInstant().orElseThrow().plus(Duration.ofSeconds(5));
        Files.writeString(folder.resolve(Long.toString(process.pid())), later.toString());

        new Leftovers(folder).end();

        assertThat(process.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void processThatEndedByItselfIsForgotten() throws IOException {
        var leftovers = new Leftovers(folder);
        leftovers.remember(process.toHandle());

        leftovers.forget(process.pid());

        assertThat(folder).isEmptyDirectory();
    }
}
