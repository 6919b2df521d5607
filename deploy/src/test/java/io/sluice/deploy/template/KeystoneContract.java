package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.audit.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents out of the templates, decided by iam-policy over the table that the lake is asked by a real client too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KeystoneContract {
    private World world;

    static final Path CATALOGUE = Path.of("src/test/resources/keystone.yaml");

    abstract RenderedCatalogue rendered();

    abstract Templates templates();

    /** What is read back out of the templates. */
    private World world() {
        if (world == null) {
            var target = new Target(rendered().account(), rendered().region(), Map.of());
            var deployment = Deployment.of(
                    ResolvedStacks.of(templates(), target), rendered().directory());
            assertThat(deployment.findings())
                    .noneMatch(finding -> finding.kind().isBlocking());
            world = World.of(deployment.rendered());
        }
        return world;
    }

    static List<Row> rows() throws IOException {
        return Row.read(Path.of("src/test/resources/decisions.csv"), "localhost:9601");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theTemplatesDecideAsTheTableSays(Row row) {
        var decision = row.decide(world());

        assertThat(decision.isAllowed()).as(decision.toString()).isEqualTo(row.allowed());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theCatalogueDecidesAsTheTemplatesDo(Row row) {
        assertThat(row.decide(World.of(rendered())).isAllowed())
                .isEqualTo(row.decide(world()).isAllowed());
    }

    @Test
    void everyAllowedRowHasADeniedNeighbour() throws IOException {
        var rows = rows();

        assertThat(rows.stream().filter(Row::allowed))
                .isNotEmpty()
                .allSatisfy(allowed -> assertThat(rows).anyMatch(allowed::isNeighbourOf));
    }
}
