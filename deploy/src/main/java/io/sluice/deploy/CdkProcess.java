package io.sluice.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs this program once more, in an environment that keeps the CDK quick and quiet: without its own validator, which takes half a minute and
 * finds nothing that {@code sluice plan --check} would not, and without its notes about versions of node.
 */
final class CdkProcess {
    private static final String MARK = "SLUICE_CDK";
    private static final int OLDEST_NODE = 14;
    private static final int NEWEST_NODE = 99;

    private CdkProcess() {}

    static boolean isThis() {
        return System.getenv(MARK) != null;
    }

    static boolean nodeIsThere() {
        var path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .anyMatch(folder ->
                        Files.isExecutable(Path.of(folder, "node")) || Files.isExecutable(Path.of(folder, "node.exe")));
    }

    /** The exit code of that run. */
    static int run(Class<?> main, String[] arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).inheritIO();
        process.environment().put(MARK, "yes");
        process.environment().put("CDK_VALIDATION", "false");
        silence(process.environment());
        return process.start().waitFor();
    }

    /** Versions that are over are told apart by their numbers. */
    private static void silence(Map<String, String> environment) {
        environment.put("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "yes");
        environment.put("JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION", "yes");
        environment.put(
                "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION",
                IntStream.rangeClosed(OLDEST_NODE, NEWEST_NODE)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(",")));
    }
}
