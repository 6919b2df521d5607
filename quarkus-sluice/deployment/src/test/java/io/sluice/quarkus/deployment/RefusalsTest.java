package io.sluice.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.sluice.catalogue.Catalogue;
import io.sluice.quarkus.deployment.lake.CatalogueSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps an application from starting, and what it is told. */
final class RefusalsTest {
    private static final String RIGHT = """
            account: "111122223333"
            region: us-east-1
            buckets: [{name: lake, tls: optional}]
            dataSets: []
            applications: []
            """;

    @TempDir
    Path module;

    private CatalogueSource read() {
        return CatalogueSource.of(module.resolve("a/b"), Optional.empty());
    }

    @Test
    void theNearestCatalogueUpwardsIsRead() throws IOException {
        Files.createDirectories(module.resolve("a/b"));
        Files.writeString(module.resolve("catalogue.yaml"), RIGHT);

        assertThat(read().file()).isEqualTo(module.resolve("catalogue.yaml"));
        assertThat(read().files()).containsExactly(module.resolve("catalogue.yaml"));
    }

    @Test
    void aMistakeIsToldWithLineAndColumn() throws IOException {
        Files.createDirectories(module.resolve("a/b"));
        Files.writeString(module.resolve("catalogue.yaml"), RIGHT.replace("region", "regoin"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessageContaining("catalogue.yaml:2:1: ")
                .withMessageContaining("regoin");
    }

    @Test
    void aConfiguredCatalogueThatIsMissingIsNotReplacedByTheNearest() throws IOException {
        Files.writeString(module.resolve("catalogue.yaml"), RIGHT);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CatalogueSource.of(module, Optional.of(Path.of("other.yaml"))))
                .withMessageContaining("other.yaml")
                .withMessageContaining("quarkus.sluice.devservices.catalogue");
    }

    @Test
    void theFingerprintFollowsTheText() throws IOException {
        Files.createDirectories(module.resolve("a/b"));
        Files.writeString(module.resolve("catalogue.yaml"), RIGHT);
        var before = read().fingerprint();
        assertThat(read().fingerprint()).isEqualTo(before);

        Files.writeString(module.resolve("catalogue.yaml"), RIGHT + "# changed\n");

        assertThat(read().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void anApplicationHasTheRoleThatTheCatalogueGivesItsName() {
        assertThat(ApplicationRole.of(Catalogue.demo(), Optional.empty(), "sales-consumer"))
                .isEqualTo("webAppClientRole");
        assertThat(ApplicationRole.of(Catalogue.demo(), Optional.of("grantsBrokerRole"), "grants-broker"))
                .isEqualTo("grantsBrokerRole");
    }

    @Test
    void anApplicationThatIsNobodyDoesNotStart() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ApplicationRole.of(Catalogue.demo(), Optional.empty(), "stranger"))
                .withMessageContaining("no application stranger")
                .withMessageContaining("webAppClientRole");
    }

    @Test
    void aRoleThatTheCatalogueDoesNotHaveIsRefused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ApplicationRole.of(Catalogue.demo(), Optional.of("root"), "sales-consumer"))
                .withMessageContaining("quarkus.sluice.devservices.role is root");
    }

    private record Code(Path zip, boolean required) implements LakeConfig.FunctionConfig {
        @Override
        public String handler() {
            return "h";
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }
    }

    @Test
    void aFunctionWithoutItsZipIsRefused() {
        var missing = new Code(Path.of("function.zip"), true);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> FunctionCodes.of(module, Map.of("redaction", missing)))
                .withMessageContaining(module.resolve("function.zip").toString())
                .withMessageContaining("functions.redaction.zip");
    }

    @Test
    void aFunctionThatIsNotRequiredIsLeftOutWithoutItsZip() throws IOException {
        var wished = new Code(Path.of("function.zip"), false);
        assertThat(FunctionCodes.of(module, Map.of("redaction", wished))).isEmpty();

        Files.writeString(module.resolve("function.zip"), "code");

        assertThat(FunctionCodes.of(module, Map.of("redaction", wished))).containsKey("redaction");
    }
}
