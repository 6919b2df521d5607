package io.sluice.system.secrets;

import io.sluice.system.DemoProcess;
import io.sluice.system.secrets.Secrets.Finding;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where on this machine a secret could be read by others than the process that has it, besides logs and stores. */
final class Places {
    /** How a service is given its secrets, and a function its credentials, as Lambda gives them. */
    private static final Set<String> CONFIGURED = Set.of(
            "QUARKUS_OIDC_CREDENTIALS_SECRET",
            "SLUICE_BROKER_SECRET",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN");

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final Traces traces;

    Places(Traces traces) {
        this.traces = traces;
    }

    /** In the command lines of all processes of the machine, which everybody sees. */
    List<Finding> commandLines() {
        return ProcessHandle.allProcesses()
                .flatMap(process ->
                        traces.secrets().in("process " + process.pid(), DemoProcess.commandLine(process)).stream())
                .toList();
    }

    /** In what these processes' environments have besides what configures the process. */
    List<Finding> environments(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> traces.secrets().in("process " + process.pid(), besides(process)).stream())
                .toList();
    }

    private static String besides(ProcessHandle process) {
        return DemoProcess.environment(process)
                .lines()
                .filter(line -> !CONFIGURED.contains(line.split("=", 2)[0]))
                .collect(Collectors.joining("\n"));
    }

    /** In the machine's temporary files that were written since then. Files of others may go while they are looked at. */
    List<Finding> temporaryFiles(Instant since) throws IOException {
        var found = new ArrayList<Finding>();
        Files.walkFileTree(TEMPORARY, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                if (about.isRegularFile()
                        && !about.lastModifiedTime().toInstant().isBefore(since)
                        && !traces.exempt().contains(file)) {
                    found.addAll(readable(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path gone, IOException why) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private List<Finding> readable(Path file) {
        try {
            return traces.secrets().in(file);
        } catch (IOException gone) {
            return List.of();
        }
    }
}
