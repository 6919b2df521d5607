package io.sluice.deploy.template;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes templates of a catalogue in a process of its own, which needs node: the CDK writes to its own output as it likes, and stays out of
 * what a plan prints.
 */
record Synthesis(List<String> options) {
    private static final long MINUTES = 5;

    /** What the CDK says of the version of node; and its own validation, which takes half a minute and finds less. */
    private static final Map<String, String> QUIET = Map.of(
            "CDK_VALIDATION", "false",
            "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "1",
            "JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION", "1",
            "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "1");

    Synthesis {
        options = List.copyOf(options);
    }

    /** Writes the templates into a folder; what went wrong is said in the exception. */
    void into(Path folder, Path log) throws IOException {
        if (!hasNode()) {
            throw new IOException("the CDK needs node, and there is none on the PATH; install it"
                    + " (Debian: apt-get install nodejs), or read templates that are there with --templates DIR");
        }
        var builder =
                new ProcessBuilder(command(folder)).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(QUIET);
        var process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("the templates were not made within " + MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while the templates were made", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(Files.readString(log).strip());
        }
    }

    static boolean hasNode() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    private List<String> command(Path folder) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.sluice.deploy.Synthesize",
                "--output",
                folder.toString()));
        command.addAll(options);
        return command;
    }
}
