package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.Catalogue;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** {@code replay} on the log of a real lake. */
class ReplayCommandTest {
    @TempDir
    private static Path folder;

    private static Path log;

    @BeforeAll
    static void visit() throws IOException {
        log = folder.resolve("access.log");
        try (var lake =
                LocalLake.builder().data(folder.resolve("lake")).accessLog(log).start()) {
            var clients = new Clients(lake);
            try (var s3 = clients.s3(clients.role("webAppClientRole"))) {
                var point = lake.accessPointAlias("ec2-consumer");
                s3.putObject(
                        r -> r.bucket(point).key("sales_event/dt=2026_01_01/a b.json"), RequestBody.fromString("{}"));
                s3.getObjectAsBytes(r -> r.bucket(point).key("sales_event/dt=2026_01_01/a b.json"));
                s3.listObjectsV2(r -> r.bucket(point).prefix("sales_event/"));
                assertThatThrownBy(
                                () -> s3.getObjectAsBytes(r -> r.bucket(point).key("inventory_event/a.json")))
                        .isInstanceOf(S3Exception.class);
                assertThatThrownBy(
                                () -> s3.getObjectAsBytes(r -> r.bucket(point).key("sales_event/none")))
                        .isInstanceOf(S3Exception.class)
                        .isNotInstanceOf(NoSuchKeyException.class);
            }
        }
    }

    private static Path catalogue(String from, String to) throws IOException {
        try (var in = Catalogue.class.getResourceAsStream("/catalogue.yaml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains(from);
            return Files.writeString(folder.resolve("changed.yaml"), text.replace(from, to));
        }
    }

    @Test
    void catalogueOfTheLakeDecidesAsTheLakeDid() {
        var run = Run.of("replay", log.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("5 lines, access log of the lake, ")
                .contains("would now be refused: 0")
                .contains("as before: 4 allowed, 1 refused");
    }

    @Test
    void permissionThatIsTakenAwayIsToldWithWhoAndWhere() throws IOException {
        var changed = catalogue("sales-events: [read, write, list]", "sales-events: [write, list]");

        var run = Run.of("replay", "--catalogue", changed.toString(), log.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("would now be refused: 2")
                .contains("2x webAppClientRole s3:GetObject by access point ec2-consumer in sales_event/")
                .contains("as before: 2 allowed, 1 refused");
    }

    @Test
    void permissionThatIsAddedIsTold() throws IOException {
        var changed = catalogue(
                "sales-events: [read, write, list]",
                "sales-events: [read, write, list]\n      inventory-events: [read]");

        var run = Run.of("replay", "--json", "--catalogue", changed.toString(), log.toString());

        assertThat(run.exit()).isEqualTo(1);
        var json = new JsonMapper().readTree(run.out());
        assertThat(json.at("/nowAllowed/0/folder").textValue()).isEqualTo("inventory_event/");
        assertThat(json.at("/nowAllowed/0/place").textValue()).startsWith("changed.yaml:");
        assertThat(json.path("nowRefused")).isEmpty();
    }

    @Test
    void permissionsAreToldByUse() {
        var run = Run.of("replay", "--unused", "--days", "1", log.toString());

        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("sales-consumer +sales-events +read +used +2x, last .*"))
                .anyMatch(line ->
                        line.matches("store-producer +sales-events +write +not observable +the logs cover 0 minutes.*"))
                .noneMatch(line -> line.contains(" not used "));
    }

    @Test
    void suggestionAllowsWhatTheLogHas() throws IOException {
        var suggested = Run.of("replay", "--suggest", "sales-consumer", log.toString());
        var file = Files.writeString(folder.resolve("suggested.yaml"), suggested.out());
        var again = Run.of("replay", "--catalogue", file.toString(), log.toString());

        assertThat(suggested.exit()).isZero();
        assertThat(suggested.out())
                .contains("sales-events: [read, write, list]")
                .doesNotContain("inventory");
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("as before: 4 allowed, 1 refused");
    }

    @Test
    void whatCannotBeDecidedIsBadInput() throws IOException {
        var empty = Files.writeString(folder.resolve("empty.log"), "");
        var noise = Files.writeString(folder.resolve("noise.log"), "what is this\n");

        assertThat(Run.of("replay", empty.toString()).exit()).isEqualTo(2);
        assertThat(Run.of("replay", noise.toString()).err())
                .startsWith("sluice: no request in these logs can be decided (1 lines): 1 malformed, the first ")
                .contains("noise.log:1: ");
        assertThat(Run.of("replay", folder.resolve("nothing").toString()).exit())
                .isEqualTo(2);
        assertThat(Run.of("replay", "--suggest", "sales", log.toString()).err())
                .contains("no application \"sales\"; it has store-producer, sales-consumer");
        assertThat(Run.of("replay", "--suggest", "redaction-service", log.toString())
                        .exit())
                .isEqualTo(2);
    }
}
