package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.deploy.template.Faults.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The templates as they are deployed: buckets, access points and roles. */
final class SynthesizedTemplateTest extends TemplateCheckContract {
    private static final Path CATALOGUE = Path.of("catalogue.yaml");

    private static RenderedCatalogue rendered;
    private static Templates templates;

    @BeforeAll
    static void synthesize() throws IOException {
        rendered = withoutFunctionsViewsAndGrants(Catalogue.read(CATALOGUE).render());
        templates = SynthesizedTemplates.of(CATALOGUE);
    }

    private static RenderedCatalogue withoutFunctionsViewsAndGrants(RenderedCatalogue all) {
        return new RenderedCatalogue(
                all.account(),
                all.region(),
                all.buckets(),
                all.accessPoints(),
                List.of(),
                all.roles(),
                List.of(),
                List.of(),
                Optional.empty(),
                all.directory(),
                all.oidcProviders());
    }

    static List<Fault> faults() {
        return Faults.faults().stream()
                .filter(SynthesizedTemplateTest::canBePlanted)
                .toList();
    }

    private static boolean canBePlanted(Fault fault) {
        try {
            fault.plant().accept(new Edit(templates));
            return true;
        } catch (IllegalArgumentException noSuchResource) {
            return false;
        }
    }

    @Test
    void atLeast22FaultsArePlanted() {
        assertThat(faults()).hasSizeGreaterThanOrEqualTo(22);
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
