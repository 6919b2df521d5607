package io.sluice.deploy.template;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** A template written straight from the catalogue for AWS, which needs no CDK. */
final class WrittenTemplateTest extends TemplateCheckContract {
    private static RenderedCatalogue rendered;

    @BeforeAll
    static void render() throws IOException {
        rendered = Catalogue.read(Path.of("catalogue.yaml")).render();
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
