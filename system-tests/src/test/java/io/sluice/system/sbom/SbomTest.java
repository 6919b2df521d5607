package io.sluice.system.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bill of materials in the repository names just what is shipped, and every library may be used. */
final class SbomTest {
    private static final Path FILE = Path.of("..", "sbom.cdx.json");
    private static final String RENEW = "sbom.cdx.json is stale; .ci/sbom renews it";

    /** It is for development; Quarkus depends on it and leaves it out of what it packages. */
    private static final String NOT_PACKAGED = "io.quarkus:quarkus-ide-launcher:";

    private static Sbom sbom;
    private static Map<String, String> shipped;

    @BeforeAll
    static void read() throws IOException {
        sbom = Sbom.parse(Files.readString(FILE));
        shipped = Shipped.libraries();
    }

    @Test
    void everyLibraryThatIsShippedStandsThere() {
        assertThat(shipped).hasSizeGreaterThan(100);
        assertThat(unknown(shipped)).as(RENEW).isEmpty();
    }

    @Test
    void nothingElseStandsThere() {
        assertThat(sbom.libraries().stream()
                        .filter(library -> !library.name().startsWith(NOT_PACKAGED))
                        .filter(library ->
                                shipped.entrySet().stream().noneMatch(jar -> library.is(jar.getKey(), jar.getValue()))))
                .as(RENEW)
                .isEmpty();
    }

    @Test
    void aLibraryOfAnotherVersionIsFound() {
        var changed = new HashMap<>(shipped);
        changed.put("0".repeat(64), "sluice-cli/target/lib/jackson-core-9.9.9.jar");

        assertThat(unknown(changed)).contains("sluice-cli/target/lib/jackson-core-9.9.9.jar");
        assertThat(unknown(Map.of("1".repeat(64), "lib/modified-io.vertx.vertx-core-0.0.1.jar")))
                .hasSize(1);
    }

    @Test
    void noTimeAndNoSerialNumberMakesTwoOfTheSameDiffer() throws IOException {
        assertThat(FILE).content().doesNotContain("\"serialNumber\"", "\"timestamp\"");
    }

    @Test
    void everyLicenceIsOneThatWasLookedAt() {
        assertThat(sbom.libraries().stream().map(Licences::fault).flatMap(Optional::stream))
                .isEmpty();
    }

    @Test
    void anAfferoLicenceIsRefusedUnlessAnotherIsOffered() {
        assertThat(Licences.fault(library("AGPL-3.0-only"))).hasValue("planted:library:1 has [AGPL-3.0-only]");
        assertThat(Licences.fault(library("GNU Affero General Public License v3")))
                .isPresent();
        assertThat(Licences.fault(library("Apache-2.0 WITH affero"))).isPresent();
        assertThat(Licences.fault(library("AGPL-3.0-only", "Apache-2.0"))).isEmpty();
        assertThat(Licences.fault(library("(AGPL-3.0-only OR MIT)"))).isEmpty();
        assertThat(Licences.fault(library("AGPL-3.0-only AND MIT"))).isPresent();
    }

    @Test
    void aLibraryWithoutALicenceOrWithAnUnknownOneIsRefused() {
        assertThat(Licences.fault(library())).hasValue("planted:library:1 names no licence");
        assertThat(Licences.fault(library("Business Source License 1.1"))).isPresent();
        assertThat(Licences.fault(library("SSPL-1.0"))).isPresent();
    }

    private static Sbom.Library library(String... licences) {
        return new Sbom.Library("planted:library:1", "", List.of(licences));
    }

    private static List<String> unknown(Map<String, String> files) {
        var unknown = new ArrayList<String>();
        files.forEach((hash, file) -> {
            if (!sbom.has(hash, file)) {
                unknown.add(file);
            }
        });
        return unknown;
    }
}
