package io.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** boto3 and the AWS CLI, where this machine has them, unmodified. */
final class PythonIT {
    @TempDir
    Path scratch;

    @Test
    void boto3WalksThroughInBothAddressingStyles() throws Exception {
        assumeTrue(runs(List.of("python3", "-c", "import boto3")), "this machine has no boto3");
        try (var _ = LakeProcess.start(scratch)) {
            var output = scratch.resolve("walk.txt");
            var script = Path.of("src", "test", "python", "walk.py").toString();
            int exit = run(
                    output,
                    List.of("python3", script, scratch.resolve("ready.json").toString()));
            assertThat(exit).as(Files.readString(output)).isZero();
        }
    }

    @Test
    void theAwsCliCopiesAnObjectThereAndBack() throws Exception {
        assumeTrue(runs(List.of("aws", "--version")), "this machine has no AWS CLI");
        try (var lake = LakeProcess.start(scratch)) {
            var there = Files.writeString(scratch.resolve("there.json"), "{\"kon\": true}");
            var back = scratch.resolve("back.json");
            var address = "s3://" + lake.bucket() + "/sales_event/a b+ü.json";
            assertThat(aws(lake, "s3", "cp", there.toString(), address)).isZero();
            assertThat(aws(lake, "s3", "cp", address, back.toString())).isZero();
            assertThat(back).hasSameTextualContentAs(there);
            assertThat(aws(lake, "s3", "cp", "s3://" + lake.bucket() + "/no such key", back.toString()))
                    .as("a key that is not there")
                    .isNotZero();
        }
    }

    private int aws(LakeProcess lake, String... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(arguments);
        builder.command().add(0, "aws");
        var keys = lake.administrator();
        builder.environment().put("AWS_ENDPOINT_URL", lake.endpoint().toString());
        builder.environment().put("AWS_REGION", lake.ready().get("region").asText());
        builder.environment().put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
        builder.environment().remove("AWS_SESSION_TOKEN");
        builder.environment().remove("AWS_PROFILE");
        return run(scratch.resolve("aws.txt"), builder);
    }

    private static boolean runs(List<String> command) throws InterruptedException {
        try {
            return run(Path.of("/dev/null"), new ProcessBuilder(command)) == 0;
        } catch (IOException notHere) {
            return false;
        }
    }

    private static int run(Path output, List<String> command) throws IOException, InterruptedException {
        return run(output, new ProcessBuilder(command));
    }

    private static int run(Path output, ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(builder.command() + " did not end within 60 s");
        }
        return process.exitValue();
    }
}
