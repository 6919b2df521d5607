package io.sluice.lake.objectlambda;

import static io.sluice.lake.objectlambda.Shield.ARN;
import static io.sluice.lake.objectlambda.Shield.BEHIND;
import static io.sluice.lake.objectlambda.Shield.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the access log says of a read through a function, and of one that was refused. */
class LoggingTest {
    private static final List<JsonNode> lines = new ArrayList<>();
    private static final CompletableFuture<JsonNode> event = new CompletableFuture<>();
    private static String text;

    @BeforeAll
    static void readAndStop(@TempDir Path folder) throws IOException {
        Path log;
        try (var shield = new Shield(folder, Duration.ofSeconds(20));
                var reader = shield.as("reader");
                var stranger = shield.as("without-shield")) {
            shield.put("k", "raw");
            shield.function(told -> {
                event.complete(told);
                return shield.capitals(told);
            });
            reader.getObjectAsBytes(get -> get.bucket(ARN).key("k"));
            assertThat(refused(() -> stranger.getObject(get -> get.bucket(ARN).key("k"))))
                    .isNotNull();
            log = shield.lake.accessLog();
            // Written when the lake has stopped.
            shield.lake.close();
            text = Files.readString(log);
        }
        for (var line : text.lines().toList()) {
            lines.add(new JsonMapper().readTree(line));
        }
    }

    private static List<JsonNode> named(String source, String name) {
        return lines.stream()
                .filter(line -> line.path("eventSource").textValue().equals(source)
                        && line.path("eventName").textValue().equals(name))
                .toList();
    }

    @Test
    void readIsTheCallersOnTheObjectLambdaAccessPointAndAllBehindIt() {
        var line = named("s3-object-lambda.amazonaws.com", "GetObject").getFirst();

        assertThat(line.at("/userIdentity/userName").textValue()).isEqualTo("reader");
        assertThat(line.at("/requestParameters/key").textValue()).isEqualTo("k");
        assertThat(line.path("resources").findValuesAsText("ARN"))
                .containsExactly(ARN, "arn:aws:s3:::raw-events/k", "arn:aws:s3:::raw-events", BEHIND);
        assertThat(line.path("resources").findValuesAsText("type"))
                .containsExactly(
                        "AWS::S3ObjectLambda::AccessPoint",
                        "AWS::S3::Object",
                        "AWS::S3::Bucket",
                        "AWS::S3::AccessPoint");
        assertThat(line.at("/additionalEventData/bytesTransferredOut").intValue())
                .isEqualTo(3);
        assertThat(line.has("errorCode")).isFalse();
    }

    @Test
    void whatTheFunctionReadAndWroteHasLinesOfItsOwn() {
        var read = named("s3.amazonaws.com", "GetObject").getFirst();
        assertThat(read.at("/userIdentity/userName").textValue()).isEqualTo("reader");
        assertThat(read.at("/userIdentity/invokedBy").textValue()).isEqualTo("s3-object-lambda.amazonaws.com");
        assertThat(read.path("resources").findValuesAsText("type"))
                .containsExactly("AWS::S3::Object", "AWS::S3::Bucket", "AWS::S3::AccessPoint");

        var written = named("s3-object-lambda.amazonaws.com", "WriteGetObjectResponse")
                .getFirst();
        assertThat(written.at("/userIdentity/userName").textValue()).isEqualTo("function");
        assertThat(written.path("resources").findValuesAsText("ARN")).containsExactly(ARN);
        assertThat(written.path("readOnly").booleanValue()).isFalse();
    }

    @Test
    void refusalNamesWhatDecided() {
        var line = named("s3-object-lambda.amazonaws.com", "GetObject").getLast();

        assertThat(line.path("errorCode").textValue()).isEqualTo("AccessDenied");
        assertThat(line.at("/sluice/decision").textValue()).isEqualTo("ImplicitlyDenied");
    }

    @Test
    void nothingOfAnEventThatIsASecretIsWritten() {
        var told = event.join();

        assertThat(text)
                .doesNotContain(told.findValue("outputToken").textValue())
                .doesNotContain("X-Amz-Signature")
                .doesNotContain("X-Amz-Security-Token");
    }
}
