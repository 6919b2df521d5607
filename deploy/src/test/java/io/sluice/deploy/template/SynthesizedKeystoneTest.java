package io.sluice.deploy.template;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** The templates as they are deployed. */
final class SynthesizedKeystoneTest extends KeystoneContract {
    private static RenderedCatalogue rendered;
    private static Templates templates;

    @BeforeAll
    static void synthesize() throws IOException {
        rendered = Catalogue.read(CATALOGUE).render();
        templates = SynthesizedTemplates.of(CATALOGUE, List.of("--object-lambda"));
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
