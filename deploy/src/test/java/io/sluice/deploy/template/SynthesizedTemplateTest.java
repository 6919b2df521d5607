package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The templates as they are deployed. */
final class SynthesizedTemplateTest extends TemplateCheckContract {
    private static final Path CATALOGUE = Path.of("catalogue.yaml");

    private static RenderedCatalogue rendered;
    private static Templates templates;

    @BeforeAll
    static void synthesize() throws IOException {
        rendered = Catalogue.read(CATALOGUE).render();
        templates = SynthesizedTemplates.of(CATALOGUE, List.of("--object-lambda"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"'', false", "'--jvm --object-lambda --parts 2', true"})
    void nothingStandsAgainstOtherChoices(String options, boolean objectLambda) throws IOException {
        var expectation = new Expectation(Catalogue.read(CATALOGUE), objectLambda);
        var more = options.isEmpty() ? List.<String>of() : List.of(options.split(" ", -1));
        var stacks = ResolvedStacks.of(SynthesizedTemplates.of(CATALOGUE, more), expectation.target(Map.of()));

        assertThat(expectation.check(stacks).blocking()).isEmpty();
    }

    @Override
    RenderedCatalogue rendered() {
        return rendered;
    }

    @Override
    Templates templates() {
        return templates;
    }
}
