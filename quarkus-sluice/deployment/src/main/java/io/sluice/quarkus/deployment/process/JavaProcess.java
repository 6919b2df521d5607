package io.sluice.quarkus.deployment.process;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A JVM of this JDK that runs a main class and outlives whoever started it. */
public record JavaProcess(List<Path> classPath, List<String> options, String mainClass, List<String> arguments) {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    public JavaProcess {
        classPath = List.copyOf(classPath);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /** In this folder, with all that it prints in this file. */
    public ProcessBuilder builder(Path folder, Path output) {
        var builder = new ProcessBuilder(command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // What the person has configured for AWS is never used against a lake.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("AWS_"));
        return builder;
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        if (File.separatorChar == '/') {
            // Ctrl-C reaches all processes of a terminal; what is shared must outlive the application that began it.
            command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sluice"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                mainClass));
        command.addAll(arguments);
        return command;
    }

    /** Stops a process and waits until it has ended. */
    public static void stop(long id) throws InterruptedException {
        var process = ProcessHandle.of(id);
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
