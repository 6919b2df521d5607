package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Aspects;

/**
 * What <a href="https://github.com/cdklabs/cdk-nag/blob/main/RULES.md">cdk-nag</a> finds in the stacks is what nag.csv gives reasons for:
 * a new finding has to be answered, and a reason that nothing needs has to go.
 */
@NeedsNode
class NagTest {
    private static final Path REASONS = Path.of("src", "test", "resources", "nag.csv");

    @TempDir
    private Path assembly;

    @Test
    void findsNothingThatNoReasonIsGivenFor() throws IOException {
        var stacks = Stacks.of(Synthesized.CATALOGUE, Synthesized.OBJECT_LAMBDA, assembly);
        stacks.all()
                .forEach(stack -> Aspects.of(stack)
                        .add(AwsSolutionsChecks.Builder.create()
                                .reportFormats(List.of(NagReportFormat.JSON))
                                .build()));
        stacks.templates();

        assertThat(findings()).containsExactlyElementsOf(reasons().keySet());
        assertThat(reasons().values()).allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }

    /** {@code AwsSolutions-S1 sluice-audit/Logs}. */
    private Set<String> findings() throws IOException {
        var found = new TreeSet<String>();
        try (var reports = Files.newDirectoryStream(assembly, "*-NagReport.json")) {
            for (var report : reports) {
                Synthesized.all(Synthesized.json(Files.readString(report)).path("lines"))
                        .filter(line -> !line.path("compliance").asText().equals("Compliant"))
                        .forEach(line -> found.add(line.path("ruleId").asText().replaceFirst("\\[.*", "") + " "
                                + line.path("resourceId").asText()));
            }
        }
        return found;
    }

    private static Map<String, String> reasons() throws IOException {
        return Files.readAllLines(REASONS).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" *\\| *", 2))
                .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1], (one, _) -> one, TreeMap::new));
    }
}
