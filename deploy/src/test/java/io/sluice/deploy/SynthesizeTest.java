package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program, run as a process. */
class SynthesizeTest {
    private static final int ENOUGH_SECONDS = 120;

    @TempDir
    private Path folder;

    private record Run(int exit, String output) {}

    private Run run(String path, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Synthesize.class.getName()));
        command.addAll(List.of(options));
        var said = folder.resolve("said");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        process.environment().put("PATH", path);
        var running = process.start();
        try {
            assertThat(running.waitFor(ENOUGH_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            running.destroyForcibly();
        }
        return new Run(running.exitValue(), Files.readString(said));
    }

    @Test
    void writesTemplatesAndSaysNothing() throws IOException, InterruptedException {
        org.junit.jupiter.api.Assumptions.assumeTrue(CdkProcess.nodeIsThere(), "no node on the PATH");
        Files.writeString(folder.resolve("sluice-views.json"), "{}");
        Files.writeString(folder.resolve("other.json"), "{}");

        var run = run(System.getenv("PATH"), "--catalogue", "catalogue.yaml", "--output", folder.toString());

        assertThat(run).isEqualTo(new Run(0, ""));
        assertThat(folder.resolve("sluice-lake.json"))
                .hasContent(Synthesized.templates(Choices.DEFAULT).get("sluice-lake.json"));
        assertThat(folder.resolve("sluice-views.json")).doesNotExist();
        assertThat(folder.resolve("other.json")).exists();
    }

    @Test
    void saysWhatToDoWithoutNode() throws IOException, InterruptedException {
        var run = run(folder.toString(), "--catalogue", "catalogue.yaml", "--output", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).contains("needs node on the PATH").contains("apt-get install nodejs");
    }

    @Test
    void saysWhereACatalogueIsWrong() throws IOException, InterruptedException {
        org.junit.jupiter.api.Assumptions.assumeTrue(CdkProcess.nodeIsThere(), "no node on the PATH");
        var wrong = Files.writeString(folder.resolve("wrong.yaml"), "account: twelve\n");

        var run = run(System.getenv("PATH"), "--catalogue", wrong.toString(), "--output", folder.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.output()).startsWith("sluice: wrong.yaml:1:10:");
    }
}
