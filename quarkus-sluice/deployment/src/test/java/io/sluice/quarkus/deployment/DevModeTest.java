package io.sluice.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.QuarkusDevModeTest;
import io.sluice.quarkus.Lake;
import io.sluice.quarkus.LakeFile;
import io.sluice.quarkus.deployment.process.JavaProcess;
import io.sluice.quarkus.deployment.process.OwnFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** An application in dev mode, as Quarkus runs it: reload, and what the card is told. */
final class DevModeTest {
    private static final String CATALOGUE = """
            account: "444455556666"
            region: us-east-1
            buckets: [{name: reloaded, tls: optional}]
            dataSets: [{name: orders, prefix: orders/, owner: sales, classification: internal}]
            applications:
              - {name: reader, role: readerRole, trustedService: ec2.amazonaws.com, accessPoint: reader,
                 networkOrigin: internet, dataSets: {orders: [read, list]}}
            """;
    private static final Path FOLDER = folder();
    private static final DevUi PAGE = DevUi.onFreePort();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(OrdersRoute.class)
                    .addAsResource(new StringAsset(settings()), "application.properties"));

    private final HttpClient http = HttpClient.newHttpClient();

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("sluice-dev-mode-");
            Files.writeString(folder.resolve("catalogue.yaml"), CATALOGUE);
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String settings() {
        return String.join(
                "\n",
                "quarkus.application.name=reader",
                "quarkus.http.port=" + PAGE.port(),
                "quarkus.sluice.devservices.catalogue=" + FOLDER.resolve("catalogue.yaml"),
                "quarkus.sluice.devservices.folder=" + FOLDER.resolve("shared"));
    }

    @AfterEach
    void restore() throws IOException {
        http.close();
        write(CATALOGUE);
    }

    @AfterAll
    static void stop() throws Exception {
        JavaProcess.stop(LakeFile.read(lake()).process());
        OwnFolder.delete(FOLDER);
    }

    private static Path lake() throws IOException {
        try (var lakes = Files.list(FOLDER.resolve("shared"))) {
            return lakes.findFirst().orElseThrow().resolve("lake.json");
        }
    }

    private static void put(String key) throws IOException {
        var lake = Lake.of(lake());
        try (var s3 =
                lake.asAdministrator(S3Client.builder().forcePathStyle(true)).build()) {
            s3.putObject(r -> r.bucket(lake.bucket()).key(key), RequestBody.fromString("a lamp"));
        }
    }

    private HttpResponse<String> read(String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + PAGE.port() + "/read?key=" + key))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void write(String catalogue) throws IOException {
        Files.writeString(FOLDER.resolve("catalogue.yaml"), catalogue);
    }

    /** In one, since each test is a start of the application. */
    @Test
    void eachRequestIsDecidedByTheCatalogueAsItIsNowAndTheCardTellsIt() throws Exception {
        put("orders/1");
        assertThat(read("orders/1").body()).isEqualTo("a lamp");
        var before = LakeFile.read(lake());

        write(CATALOGUE.replace("[read, list]", "[list]"));
        var refused = read("orders/1");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("readerRole", "is not authorized to perform: s3:GetObject");
        assertThat(LakeFile.read(lake()).place()).isEqualTo(before.place());

        write(CATALOGUE.replace("region:", "regoin:"));
        var stopped = read("orders/1");
        assertThat(stopped.statusCode()).isEqualTo(500);
        assertThat(stopped.body())
                .contains("catalogue.yaml:2:1: unknown member")
                .doesNotContain("a lamp");

        write(CATALOGUE);
        assertThat(read("orders/1").body()).as("the object is still there").isEqualTo("a lamp");
        theCardTellsWhatWasDecidedAndNoKeysButThoseAskedFor();
    }

    private static void theCardTellsWhatWasDecidedAndNoKeysButThoseAskedFor() throws Exception {
        var lake = PAGE.ask("describe", Map.of());
        assertThat(lake.at("/identities").findValuesAsText("name")).contains("administrator", "readerRole");
        assertThat(lake.toString())
                .doesNotContain(LakeFile.read(lake()).administrator().secretAccessKey());
        assertThat(PAGE.ask("keys", Map.of("identity", "readerRole"))
                        .path("shell")
                        .asText())
                .contains(LakeFile.read(lake()).roles().get("readerRole").accessKeyId());
        assertThat(PAGE.ask("matrix", Map.of()))
                .extracting(row -> text(row, "who") + " may " + text(row, "permission"))
                .contains("readerRole may read")
                .doesNotContain("readerRole may write");
        assertThat(PAGE.ask("log", Map.of()))
                .extracting(row -> text(row, "event") + " " + text(row, "decision") + " "
                        + row.at("/resources/0").asText())
                .contains(
                        "GetObject allowed arn:aws:s3:::reloaded/orders/1",
                        "GetObject AccessDenied arn:aws:s3:::reloaded/orders/1");
    }

    private static String text(JsonNode row, String member) {
        return row.path(member).asText();
    }
}
