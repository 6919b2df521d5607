package io.sluice.quarkus.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.quarkus.Keys;
import io.sluice.quarkus.LakeFile;
import io.sluice.quarkus.deployment.lake.CatalogueSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LakeCardTest {
    private static final String REFUSED = """
            {"eventTime":"2026-01-01T00:00:01Z","eventName":"GetObject","errorCode":"AccessDenied",\
            "userIdentity":{"arn":"arn:reader"},"resources":[{"ARN":"arn:object"}],\
            "sluice":{"decision":"ImplicitlyDenied","policyType":"identity-based policy"}}
            """;
    private static final String ALLOWED = """
            {"eventTime":"2026-01-01T00:00:00Z","eventName":"PutObject","userIdentity":{"arn":"arn:writer"},\
            "resources":[],"sluice":{"decision":"Allowed","document":"d","statement":"s"}}
            """;

    @TempDir
    Path folder;

    private LakeCard card;

    @BeforeEach
    void describeALake() throws IOException {
        var lake = folder.resolve("lake.json");
        new LakeFile(
                        new LakeFile.Place(URI.create("http://localhost:1"), "us-east-1", "1", "lake"),
                        1,
                        "f",
                        folder.resolve("access.log"),
                        new Keys("arn:administrator", "AKADMIN", "hushed-one", ""),
                        Map.of("reader", new Keys("arn:reader", "ASREADER", "hushed-two", "token")),
                        Map.of("point", "point-s3alias"),
                        Map.of())
                .write(lake);
        card = new LakeCard(CatalogueSource.of(Path.of(""), Optional.empty()), () -> Optional.of(lake));
    }

    @Test
    void theDescriptionNamesIdentitiesAndHoldsNoSecret() {
        assertThat(card.describe().toString())
                .contains("http://localhost:1", "point-s3alias", "arn:reader", "arn:administrator")
                .doesNotContain("hushed", "token", "ASREADER");
    }

    @Test
    void keysAreToldOfTheIdentityThatIsAskedFor() {
        assertThat(card.keys(Map.of("identity", "reader")).get("shell"))
                .contains("AWS_ACCESS_KEY_ID=ASREADER", "AWS_SESSION_TOKEN=token")
                .doesNotContain("AKADMIN");
        assertThatIllegalArgumentException().isThrownBy(() -> card.keys(Map.of("identity", "nobody")));
    }

    @Test
    void theNewestRequestIsFirstWithWhatDecidedIt() throws IOException {
        Files.writeString(folder.resolve("access.log"), ALLOWED + REFUSED);

        var log = card.log();

        assertThat(log).extracting(row -> row.get("decision")).containsExactly("AccessDenied", "allowed");
        assertThat(log.getFirst()).containsEntry("deciding", "ImplicitlyDenied, identity-based policy");
        assertThat(log.getLast()).containsEntry("deciding", "Allowed, d, s");
    }

    @Test
    void theMatrixTellsRawFromRedacted() {
        assertThat(card.matrix())
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("dataSet", "inventory-events")
                        .containsEntry("who", "inventoryConsumerRole")
                        .containsEntry("form", "redacted"))
                .noneSatisfy(row -> assertThat(row)
                        .containsEntry("who", "inventoryConsumerRole")
                        .containsEntry("dataSet", "inventory-events")
                        .containsEntry("permission", "read")
                        .containsEntry("form", "raw"));
    }
}
