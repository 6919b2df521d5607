package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.audit.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents out of the templates, decided by iam-policy over the table that the lake is asked by a real client too. */
final class KeystoneTest {
    private static RenderedCatalogue rendered;
    private static World templates;

    @BeforeAll
    static void readBack() throws IOException {
        rendered = Catalogue.read(Path.of("src/test/resources/keystone.yaml")).render();
        var template = Template.parse("written.json", WrittenTemplate.of(rendered));
        var stacks = Stacks.of(
                new Templates(List.of(template)), new Target(rendered.account(), rendered.region(), Map.of()));
        templates = World.of(Deployment.of(stacks, rendered.directory()).rendered());
    }

    static List<Row> rows() throws IOException {
        return Row.read(Path.of("src/test/resources/decisions.csv"), "localhost:9601");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theTemplatesDecideAsTheTableSays(Row row) {
        var decision = row.decide(templates);

        assertThat(decision.isAllowed()).as(decision.toString()).isEqualTo(row.allowed());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theCatalogueDecidesAsTheTemplatesDo(Row row) {
        assertThat(row.decide(World.of(rendered)).isAllowed())
                .isEqualTo(row.decide(templates).isAllowed());
    }

    @Test
    void everyAllowedRowHasADeniedNeighbour() throws IOException {
        var rows = rows();

        assertThat(rows.stream().filter(Row::allowed))
                .isNotEmpty()
                .allSatisfy(allowed -> assertThat(rows).anyMatch(allowed::isNeighbourOf));
    }
}
