package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedOidcProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCatalogueTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path home;

    @Test
    void theProviderIsTrustedOnThePortWhereItListens() throws IOException {
        var trusted = DemoCatalogue.in(ROOT, 12_345);

        assertThat(trusted.render().oidcProviders())
                .extracting(RenderedOidcProvider::url)
                .containsExactly("http://localhost:12345");
        assertThat(trusted.render().toString())
                .contains("localhost:12345:sub")
                .doesNotContain(
                        Catalogue.read(ROOT).people().oidcProviders().getFirst().url());
    }

    @Test
    void aProviderElsewhereIsTrustedWhereItIs() throws IOException {
        var text = Files.readString(ROOT.resolve("catalogue.yaml"))
                .replace("http://localhost:9601", "https://id.example.com");
        Files.writeString(home.resolve("catalogue.yaml"), text);

        assertThat(DemoCatalogue.in(home, 12_345).render())
                .isEqualTo(Catalogue.read(home).render());
    }
}
