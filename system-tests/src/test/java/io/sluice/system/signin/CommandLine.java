package io.sluice.system.signin;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code sluice credentials} as the AWS CLI runs it, its cache in a folder of the test. */
public final class CommandLine {
    private static final Path JAR = Path.of("..", "sluice-cli", "target", "sluice-cli.jar")
            .toAbsolutePath()
            .normalize();
    private static final int LIMIT = 60;

    private final Path scratch;
    private final Path config;

    public CommandLine(Path scratch, Path config) {
        this.scratch = scratch;
        this.config = config;
    }

    /** What a call printed, and how it ended. */
    public record Result(int exit, String out, String err) {}

    public Path cache() {
        return scratch.resolve("cache/sluice-credentials");
    }

    /** The words of the command, for whoever runs it as {@code credential_process}. */
    List<String> words(String... arguments) {
        var words = new ArrayList<>(List.of(
                "env",
                "XDG_CACHE_HOME=" + scratch.resolve("cache"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString(),
                "credentials",
                "--config=" + config));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Runs it with no terminal at all. */
    public Result withoutTerminal(String... arguments) throws IOException, InterruptedException {
        var words = words(arguments);
        words.addFirst("--wait");
        words.addFirst("setsid");
        return new Call(words, false).end();
    }

    /** Runs it at a terminal, and goes on. */
    Call atTerminal(String... arguments) throws IOException {
        return new Call(words(arguments), true);
    }

    static boolean terminalsCanBeMade() {
        return Files.isExecutable(Path.of("/usr/bin/script"));
    }

    /** A call that runs. */
    final class Call {
        private final Path folder = Files.createTempDirectory(scratch, "call");
        private final Path terminal = folder.resolve("terminal");
        private final Process process;

        private Call(List<String> words, boolean atTerminal) throws IOException {
            var out = folder.resolve("out");
            var err = folder.resolve("err");
            if (atTerminal) {
                var line = String.join(" ", words) + " > " + out + " 2> " + err;
                process = new ProcessBuilder("script", "-qefc", line, terminal.toString())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } else {
                process = new ProcessBuilder(words)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
            }
        }

        /** The address that it shows at the terminal. */
        URI address() throws IOException, InterruptedException {
            var address = Pattern.compile("\n  (http\\S+)");
            for (int waited = 0; waited < LIMIT * 20 && process.isAlive(); waited++) {
                var shown = Files.exists(terminal) ? address.matcher(Files.readString(terminal)) : null;
                if (shown != null && shown.find()) {
                    return URI.create(shown.group(1));
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
            var ended = end();
            throw new IOException("no address at the terminal; it ended with " + ended);
        }

        /** What the terminal showed so far. */
        String shown() throws IOException {
            return Files.readString(terminal);
        }

        Result end() throws IOException, InterruptedException {
            if (!process.waitFor(LIMIT, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException("the command did not end within " + LIMIT + " s");
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(folder.resolve("out")),
                    Files.readString(folder.resolve("err")));
        }
    }
}
