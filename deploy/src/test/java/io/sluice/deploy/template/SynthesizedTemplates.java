package io.sluice.deploy.template;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The templates that the CDK makes of a catalogue, made once for all tests. Without node on the machine the tests are skipped. */
final class SynthesizedTemplates {
    private static final Map<Path, Templates> MADE = new HashMap<>();

    private SynthesizedTemplates() {}

    static synchronized Templates of(Path catalogue) throws IOException {
        assumeTrue(hasNode(), "the CDK needs node, and there is none on the PATH");
        if (!MADE.containsKey(catalogue)) {
            var scratch = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "synthesized");
            new Synthesis(List.of("--catalogue", catalogue.toAbsolutePath().toString(), "--object-lambda"))
                    .into(Files.createDirectory(scratch.resolve("templates")), scratch.resolve("log"));
            MADE.put(catalogue, Templates.in(scratch.resolve("templates")));
        }
        return MADE.get(catalogue);
    }

    private static boolean hasNode() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
