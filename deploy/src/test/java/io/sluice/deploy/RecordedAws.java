package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A recorder in place of the AWS CLI: it writes down how it was called and answers from files. So it shows what AWS is asked, in which order,
 * and what a script makes of the answers; not what AWS says to it.
 */
final class RecordedAws {
    private static final int ENOUGH_SECONDS = 60;
    private static final String RECORDER = """
            #!/bin/sh
            cd FOLDER
            call="$1 $2"
            { printf '%s' "$call"; shift 2; for argument in "$@"; do printf '\\t%s' "$argument"; done; echo; } >> calls
            answer=answers/$(printf '%s' "$call" | tr ' ' '.')
            if [ -e "$answer.refused" ]; then cat "$answer.refused" >&2; exit 254; fi
            if [ -e "$answer" ]; then cat "$answer"; fi
            """;

    private final Path folder;

    record Run(int exit, String output) {}

    RecordedAws(Path folder) throws IOException {
        this.folder = folder;
        var aws = Files.writeString(folder.resolve("aws"), RECORDER.replace("FOLDER", "'" + folder + "'"));
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        Files.createDirectory(folder.resolve("answers"));
        Files.createFile(folder.resolve("calls"));
    }

    /** What a call is answered, {@code sso-admin.list-trusted-token-issuers}; with {@code .refused} behind it, an error. */
    void answer(String call, String text) throws IOException {
        Files.writeString(folder.resolve("answers").resolve(call), text);
    }

    /** Every call, its words parted by tabs. */
    List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    Run run(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", script.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        var said = folder.resolve("said");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        process.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        process.environment().putAll(environment);
        var running = process.start();
        try {
            assertThat(running.waitFor(ENOUGH_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            running.destroyForcibly();
        }
        return new Run(running.exitValue(), Files.readString(said));
    }
}
