package io.sluice.quarkus.deployment.lake;

import io.sluice.quarkus.LakeFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts and stops the process of a lake. */
final class LakeProcess {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private LakeProcess() {}

    /** Starts a lake in the folder and waits until it answers. */
    static LakeFile start(LakeFolder folder, LakePlan plan, int port) throws IOException, InterruptedException {
        Files.deleteIfExists(folder.file());
        var process = builder(folder, plan, port).start();
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(folder.file())) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("the lake ended with " + process.exitValue() + ": "
                        + Files.readString(folder.output()).strip());
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("the lake did not start within " + START_LIMIT.toSeconds()
                        + " s; what it printed is in " + folder.output());
            }
        }
        return LakeFile.read(folder.file());
    }

    private static ProcessBuilder builder(LakeFolder folder, LakePlan plan, int port) {
        var builder = new ProcessBuilder(command(folder, plan, port))
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.output().toFile());
        // What the person has configured for AWS is never used against a lake.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        return builder;
    }

    private static List<String> command(LakeFolder folder, LakePlan plan, int port) {
        var command = new ArrayList<String>();
        if (File.separatorChar == '/') {
            // Ctrl-C reaches all processes of a terminal; a shared lake must outlive the application that began it.
            command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sluice"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                plan.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                LakeMain.class.getName(),
                folder.path().toString(),
                plan.source().file().toString(),
                Integer.toString(port),
                plan.source().fingerprint()));
        return command;
    }

    /** Stops a lake and waits until all of it is on disk. */
    static void stop(LakeFile lake) throws InterruptedException {
        var process = ProcessHandle.of(lake.process());
        if (process.isEmpty()) {
            return;
        }
        process.get().destroy();
        var deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        while (process.get().isAlive()) {
            if (System.nanoTime() > deadline) {
                process.get().destroyForcibly();
            }
            Thread.sleep(20);
        }
    }
}
