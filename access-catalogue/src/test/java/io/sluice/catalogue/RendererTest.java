package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class RendererTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String EMPTY =
            "account: '111122223333'\nregion: us-east-1\nbucket: {name: store-events, tls: optional}\n";

    @Test
    void rendersTheDemoToTheByte() throws IOException {
        assertThat(Catalogue.demo().render().documents()).isEqualTo(golden());
    }

    /** Writes the golden copies, to be read before they are committed: {@code -Dsluice.golden=write}. */
    @Test
    @EnabledIfSystemProperty(named = "sluice.golden", matches = "write")
    void writesTheGoldenCopies() throws IOException {
        for (var document : Catalogue.demo().render().documents().entrySet()) {
            var file = GOLDEN.resolve(document.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, document.getValue());
        }
        assertThat(golden()).containsAllEntriesOf(Catalogue.demo().render().documents());
    }

    @Test
    void blocksAllPublicAccess() {
        var demo = Catalogue.demo().render();

        assertThat(demo.bucket().publicAccessBlock()).isEqualTo(new PublicAccessBlock(true, true, true, true));
        assertThat(demo.accessPoints())
                .allSatisfy(point ->
                        assertThat(point.publicAccessBlock()).isEqualTo(new PublicAccessBlock(true, true, true, true)));
    }

    @Test
    void rendersAnEmptyCatalogueWithoutAnyAllow() {
        var rendered = Catalogue.parse("c.yaml", EMPTY).render();

        assertThat(rendered.documents()).isEmpty();
        assertThat(rendered.accessPoints()).isEmpty();
        assertThat(rendered.roles()).isEmpty();
    }

    @Test
    void deniesPlainHttpEvenWhereNothingIsAllowed() {
        var rendered =
                Catalogue.parse("c.yaml", EMPTY.replace(", tls: optional", "")).render();

        assertThat(rendered.bucket().policy().orElseThrow())
                .contains("\"DenyWithoutTls\"", "\"aws:SecureTransport\": \"false\"")
                .doesNotContain("Allow");
    }

    @Test
    void leavesAnAccessPointWithoutGrantsOutOfTheDelegation() {
        var text = CatalogueParserTest.VALID.replace("      sales-events: [read]", "      {}");

        var rendered = Catalogue.parse("c.yaml", text).render();

        assertThat(rendered.accessPoints().getFirst().policy()).isEmpty();
        assertThat(rendered.bucket().policy().orElseThrow())
                .contains("accesspoint/lambda-consumer")
                .doesNotContain("ec2-consumer");
    }

    @Test
    void rendersTheSameForAnotherOrderOfPermissions() {
        var other = CatalogueParserTest.VALID.replace("[list, read]", "[read, list]");

        assertThat(Catalogue.parse("c.yaml", other).render())
                .isEqualTo(Catalogue.parse("c.yaml", CatalogueParserTest.VALID).render());
    }

    @Test
    void asksForTheSourceAccountWhereTheServiceTellsIt() {
        var text = CatalogueParserTest.VALID.replace("lambda.amazonaws.com", "ecs-tasks.amazonaws.com");

        var roles = Catalogue.parse("c.yaml", text).render().roles();

        assertThat(roles.getLast().trustPolicy()).contains("\"aws:SourceAccount\": \"111122223333\"");
        assertThat(roles.getFirst().trustPolicy()).doesNotContain("Condition");
        assertThat(roles).extracting(RenderedRole::maxSessionDuration).containsOnly(Duration.ofHours(1));
    }

    @Test
    void letsTrustedPrincipalsAssumeARole() {
        var text = CatalogueParserTest.VALID.replace(
                "trustedService: lambda.amazonaws.com", "trustedPrincipals: [\"arn:aws:iam::444455556666:root\"]");

        var trust = Catalogue.parse("c.yaml", text).render().roles().getLast().trustPolicy();

        assertThat(trust)
                .contains("arn:aws:iam::444455556666:root", "sts:AssumeRole", "sts:SetSourceIdentity")
                .doesNotContain("Service\"", "sts:TagSession");
    }

    @Test
    void refusesAPolicyThatS3WouldNotTake() {
        var text = new StringBuilder(
                EMPTY + "dataSets:\n  - {name: d, prefix: d/, owner: o, classification: public}\napplications:\n");
        for (int i = 0; i < 400; i++) {
            text.append(
                    "  - {name: a%1$d, role: r%1$d, trustedService: ec2.amazonaws.com, accessPoint: point-%1$d, dataSets: {d: [read]}}\n"
                            .formatted(i));
        }
        var catalogue = Catalogue.parse("c.yaml", text.toString());

        assertThatThrownBy(catalogue::render)
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("the policy of bucket store-events would have")
                .hasMessageContaining("at most 20480");
    }

    private static Map<String, String> golden() throws IOException {
        try (var files = Files.walk(GOLDEN)) {
            var all = new TreeMap<String, String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.put(GOLDEN.relativize(file).toString(), Files.readString(file));
            }
            return all;
        }
    }
}
