package io.sluice.deploy.template;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The templates that the CDK makes of a catalogue, made once for all tests. Without node on the machine the tests are skipped. */
final class SynthesizedTemplates {
    private static final Map<List<String>, Templates> MADE = new HashMap<>();

    private SynthesizedTemplates() {}

    /** @param more options besides the catalogue, such as {@code --object-lambda} */
    static synchronized Templates of(Path catalogue, List<String> more) throws IOException {
        assumeNode();
        var options = new ArrayList<>(
                List.of("--catalogue", catalogue.toAbsolutePath().toString()));
        options.addAll(more);
        if (!MADE.containsKey(options)) {
            var scratch = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "synthesized");
            new Synthesis(options).into(Files.createDirectory(scratch.resolve("templates")), scratch.resolve("log"));
            MADE.put(options, Templates.in(scratch.resolve("templates")));
        }
        return MADE.get(options);
    }

    static void assumeNode() {
        assumeTrue(hasNode(), "the CDK needs node, and there is none on the PATH");
    }

    private static boolean hasNode() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
