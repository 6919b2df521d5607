package io.sluice.system.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A command as a terminal runs it, in a session of its own: Ctrl-C reaches all that it started, and what it left is found. Closing it
 * kills whatever is left.
 */
final class Session implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Process process;
    private final Path output;

    private Session(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** What it prints goes to the file; its environment is this one and no more. */
    static Session start(Path folder, Path output, Map<String, String> environment, List<String> command)
            throws IOException {
        var line = new ArrayList<>(List.of("setsid"));
        line.addAll(command);
        var builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Session(builder.start(), output);
    }

    String printed() throws IOException {
        return Files.readString(output);
    }

    /** Waits until it printed this, and fails where it ends before. */
    void awaitPrinted(String text) throws IOException, InterruptedException {
        awaitText(output, text);
    }

    /** Waits until a file that it writes has this. */
    void awaitText(Path file, String text) throws IOException, InterruptedException {
        await(text, ignored -> contains(file, text));
    }

    private void await(String what, Predicate<Session> condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.test(this)) {
            boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            if (!condition.test(this)) {
                assertThat(ended || System.nanoTime() > deadline)
                        .as("waiting for %s, and there is%n%s", what, printed())
                        .isFalse();
            }
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Its exit code; a failure where it does not end in time. */
    int exit() throws IOException, InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("it ends; so far%n%s", printed())
                .isTrue();
        return process.exitValue();
    }

    /** What a terminal does at Ctrl-C. */
    void pressControlC() throws IOException, InterruptedException {
        var group = Long.toString(-process.pid());
        new ProcessBuilder("kill", "-s", "INT", "--", group).start().waitFor();
    }

    /** {@code kill -9} of what was started, and of nothing that it started itself. */
    void killAlone() {
        kill(process.pid());
    }

    /** {@code kill -9} of the member of the session whose command line has this. */
    void kill(String part) throws IOException {
        kill(member(part));
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Waits until nothing of the session runs, 20 s at most, and returns what still does. */
    Set<String> leftRunning() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!members().isEmpty() && System.nanoTime() < deadline) {
            process.waitFor(50, TimeUnit.MILLISECONDS);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        var left = new TreeSet<String>();
        for (long pid : members()) {
            left.add(commandLine(pid));
        }
        return left;
    }

    private long member(String part) throws IOException {
        for (long pid : members()) {
            if (commandLine(pid).contains(part)) {
                return pid;
            }
        }
        throw new AssertionError("nothing of the session runs " + part);
    }

    private List<Long> members() throws IOException {
        var members = new ArrayList<Long>();
        try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var folder : all) {
                if (isMember(folder)) {
                    members.add(Long.parseLong(folder.getFileName().toString()));
                }
            }
        }
        return members;
    }

    /** The fields behind the name, which is in brackets: state, parent, group, session. */
    private boolean isMember(Path folder) {
        try {
            var stat = Files.readString(folder.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return !fields[0].equals("Z") && Long.parseLong(fields[3]) == process.pid();
        } catch (IOException gone) {
            return false;
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        for (long pid : members()) {
            kill(pid);
        }
    }
}
