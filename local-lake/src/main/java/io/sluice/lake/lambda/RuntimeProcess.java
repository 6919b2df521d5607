package io.sluice.lake.lambda;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The process of an execution environment, with whatever it started. */
final class RuntimeProcess {
    private static final Path NOTHING = Path.of(File.separatorChar == '/' ? "/dev/null" : "NUL");
    private static final String RESIDENT = "VmRSS:";

    private final Process process;

    private RuntimeProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it with these variables and no other.
     *
     * @param output what it writes, of both kinds, is appended there
     */
    static RuntimeProcess start(List<String> command, Map<String, String> variables, Path folder, Path output)
            throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(NOTHING.toFile()))
                .redirectOutput(Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(variables);
        return new RuntimeProcess(builder.start());
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Kills it; nothing that it started stays. */
    void kill() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** The memory that all of it has now, in bytes; 0 where the system does not tell. */
    long memory() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(each -> resident(each.pid()))
                .sum();
    }

    private static long resident(long pid) {
        var status = Path.of("/proc", Long.toString(pid), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0;
        }
    }
}
