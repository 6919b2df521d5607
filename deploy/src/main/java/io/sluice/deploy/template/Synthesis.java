package io.sluice.deploy.template;

import io.sluice.deploy.Synthesize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes templates of a catalogue in a process of its own, which needs node: the CDK writes to its own output as it likes, and stays out of
 * what a plan prints.
 */
record Synthesis(List<String> options) {
    private static final long MINUTES = 5;

    Synthesis {
        options = List.copyOf(options);
    }

    /** Writes the templates into a folder; what went wrong is said in the exception. */
    void into(Path folder, Path log) throws IOException {
        var process = new ProcessBuilder(command(folder))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("the templates were not made within " + MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while the templates were made", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(Files.readString(log).strip().replaceFirst("^sluice: ", ""));
        }
    }

    private List<String> command(Path folder) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Synthesize.class.getName(),
                "--output",
                folder.toString()));
        command.addAll(options);
        return command;
    }
}
