package io.sluice.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void theDocumentHasTheTablesThatTheSimulationPrints() throws IOException {
        var document = Files.readString(Path.of("../../docs/scaling.md"));

        assertThat(document)
                .as("docs/scaling.md: put what bench/simulate prints in the place of its tables")
                .contains(Report.write());
    }
}
