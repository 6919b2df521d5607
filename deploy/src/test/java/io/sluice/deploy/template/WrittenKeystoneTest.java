package io.sluice.deploy.template;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** A template written straight from the catalogue, which needs no CDK. */
final class WrittenKeystoneTest extends KeystoneContract {
    private static RenderedCatalogue rendered;

    @BeforeAll
    static void render() throws IOException {
        rendered = Catalogue.read(CATALOGUE).render();
    }

    @Override
    RenderedCatalogue rendered() {
        return rendered;
    }

    @Override
    Templates templates() {
        return new Templates(List.of(Template.parse("written.json", WrittenTemplate.of(rendered))));
    }
}
