package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as the launcher starts it, which makes the templates in a process of its own. */
final class PlanProcessTest {
    private record Outcome(int exit, String out, String err) {}

    @TempDir
    Path scratch;

    private Outcome plan(String path, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsluice.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                PlanCommand.class.getName()));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command)
                .redirectOutput(scratch.resolve("out").toFile())
                .redirectError(scratch.resolve("err").toFile());
        builder.environment().put("PATH", path);
        var process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Outcome(
                process.exitValue(),
                Files.readString(scratch.resolve("out")),
                Files.readString(scratch.resolve("err")));
    }

    @Test
    void makesTheTemplatesOfTheCatalogueForAwsAndHoldsThemAgainstIt() throws Exception {
        SynthesizedTemplates.assumeNode();
        var plan = plan(System.getenv("PATH"), "--json", "--check");

        assertThat(plan.exit()).as(plan.err()).isZero();
        var document = new JsonMapper().readTree(plan.out());
        assertThat(document.get("holds").asBoolean()).isTrue();
        assertThat(document.at("/stacks/sluice-access").findValuesAsText("arn"))
                .contains("arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer");
    }

    @Test
    void withoutNodeSaysWhatToDoAndEndsWithTwo() throws Exception {
        var plan = plan(scratch.toString());

        assertThat(plan.exit()).isEqualTo(2);
        assertThat(plan.err()).startsWith("sluice: ").contains("node").contains("apt-get install nodejs");
        assertThat(plan.out()).isEmpty();
    }
}
