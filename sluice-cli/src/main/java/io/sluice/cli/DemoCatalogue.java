package io.sluice.cli;

import io.sluice.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The demo's catalogue: that of the checkout as it is now, so that a change needs no build, or else the one that was packaged. */
final class DemoCatalogue {
    private static final Pattern HERE = Pattern.compile("http://localhost:\\d+");

    private DemoCatalogue() {}

    static Catalogue read() throws IOException {
        return in(Path.of(System.getProperty("sluice.home", ".")));
    }

    static Catalogue in(Path home) throws IOException {
        var file = home.resolve("catalogue.yaml");
        return Files.exists(file) ? Catalogue.read(file) : Catalogue.demo();
    }

    /** That one, where a provider of this machine is the demo's, which listens on this port; a company's stays as it is. */
    static Catalogue in(Path home, int oidcPort) throws IOException {
        var own = "http://localhost:" + oidcPort;
        return in(home).withIssuers(issuer -> HERE.matcher(issuer).matches() ? own : issuer);
    }
}
