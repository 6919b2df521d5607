package io.sluice.lake.objectlambda;

import static io.sluice.lake.objectlambda.Shield.ARN;
import static io.sluice.lake.objectlambda.Shield.BEHIND;
import static io.sluice.lake.objectlambda.Shield.refusal;
import static io.sluice.lake.objectlambda.Shield.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;

/** Reading through a function: what it is told, what the caller needs, and what comes back. */
class ReadingTest {
    private static Shield shield;
    private static S3Client reader;

    @BeforeAll
    static void start(@TempDir Path folder) {
        shield = new Shield(folder, Duration.ofSeconds(20));
        reader = shield.as("reader");
        shield.put("a/b c+ü=.json", "body");
    }

    @AfterAll
    static void stop() {
        reader.close();
        shield.close();
    }

    @BeforeEach
    void everythingGoesToTheFunction() {
        shield.configure(List.of(), "GetObject", "HeadObject", "ListObjects", "ListObjectsV2");
        shield.function(shield::capitals);
    }

    private static String get(S3Client client, String place) {
        return client.getObjectAsBytes(get -> get.bucket(place).key("a/b c+ü=.json"))
                .asUtf8String();
    }

    @Test
    void arnAndAliasGiveWhatTheFunctionWrote() {
        assertThat(get(reader, ARN)).isEqualTo("BODY");
        assertThat(get(reader, shield.lake.objectLambdaAlias("shield"))).isEqualTo("BODY");
        assertThat(shield.invocations()).isEqualTo(2);
    }

    @Test
    void functionIsToldWhoAskedForWhatAndNoSecretOfTheCaller() {
        var told = new AtomicReference<JsonNode>();
        shield.function(event -> {
            told.set(event);
            return shield.capitals(event);
        });

        get(reader, ARN);

        var event = told.get();
        assertThat(event.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "xAmzRequestId",
                        "getObjectContext",
                        "configuration",
                        "userRequest",
                        "userIdentity",
                        "protocolVersion");
        assertThat(event.at("/configuration/accessPointArn").textValue()).isEqualTo(ARN);
        assertThat(event.at("/configuration/supportingAccessPointArn").textValue())
                .isEqualTo(BEHIND);
        assertThat(event.at("/configuration/payload").textValue()).isEqualTo("the payload");
        assertThat(event.at("/userRequest/url").textValue())
                .isEqualTo("http://shield-111122223333.localhost:"
                        + shield.lake.endpoint().getPort() + "/a/b c+ü=.json");
        assertThat(event.at("/userIdentity/arn").textValue()).isEqualTo("arn:aws:iam::111122223333:user/reader");
        assertThat(event.at("/userIdentity/userName").textValue()).isEqualTo("reader");
        assertThat(event.at("/protocolVersion").textValue()).isEqualTo("1.00");
        assertThat(event.path("userRequest").toString()).doesNotContain("Signature=", "Credential=");
        assertThat(event.toString()).doesNotContain("secret-of-reader");
        assertThat(event.at("/userRequest/headers").properties())
                .extracting(entry -> entry.getKey().toLowerCase(Locale.ROOT))
                .contains("host", "user-agent")
                .doesNotContain("authorization", "x-amz-security-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"without-shield", "without-read", "without-invoke"})
    void whoeverLacksOnePermissionGetsNothing(String user) {
        try (var client = shield.as(user)) {
            assertThat(refused(() -> get(client, ARN)).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void refusalsSpeakAsAwsDoes() {
        try (var client = shield.as("without-shield")) {
            assertThat(refused(() -> get(client, ARN)).awsErrorDetails().errorMessage())
                    .isEqualTo("User: arn:aws:iam::111122223333:user/without-shield is not authorized to perform:"
                            + " s3-object-lambda:GetObject on resource: \"" + ARN
                            + "\" because no identity-based policy allows the s3-object-lambda:GetObject action");
        }
        try (var client = shield.as("without-invoke")) {
            var refused = refused(() -> get(client, ARN)).awsErrorDetails();
            assertThat(refused.errorCode()).isEqualTo("LambdaPermissionError");
            assertThat(refused.errorMessage()).contains("is not authorized to perform: lambda:InvokeFunction");
        }
        assertThat(shield.invocations()).isZero();
    }

    @Test
    void supportingAccessPointIsClosedToTheSameReader() {
        assertThat(refusal(() -> get(reader, BEHIND))).isEqualTo("AccessDenied");
        assertThat(refusal(() -> get(reader, shield.lake.accessPointAlias("behind"))))
                .isEqualTo("AccessDenied");
        assertThat(get(reader, ARN)).isEqualTo("BODY");
    }

    @Test
    void inputUrlNeedsTheCallersHeadersAndIsGoodForNothingElse() {
        var statuses = new AtomicReference<List<Integer>>();
        var kept = new AtomicReference<String>();
        shield.function(event -> {
            var url = event.findValue("inputS3Url").textValue();
            kept.set(url);
            statuses.set(List.of(
                    shield.fetch(url, "GET", "x-amz-checksum-mode", "ENABLED").statusCode(),
                    shield.fetch(url, "GET").statusCode(),
                    shield.fetch(url, "PUT", "x-amz-checksum-mode", "ENABLED").statusCode(),
                    shield.fetch(url.replace("b%20c", "other"), "GET", "x-amz-checksum-mode", "ENABLED")
                            .statusCode()));
            shield.write(event, _ -> {}, "read");
            return new Outcome.Returned("");
        });

        reader.getObjectAsBytes(get -> get.bucket(ARN).key("a/b c+ü=.json").checksumMode(ChecksumMode.ENABLED));

        assertThat(statuses.get()).containsExactly(200, 403, 403, 403);
        assertThat(kept.get()).contains("X-Amz-SignedHeaders=host%3Bx-amz-checksum-mode");
    }

    @Test
    void inputUrlEndsWithItsRequest() throws Exception {
        var kept = new AtomicReference<String>();
        shield.function(event -> {
            kept.set(event.findValue("inputS3Url").textValue());
            return shield.capitals(event);
        });
        get(reader, ARN);

        var again = shield.fetch(kept.get(), "GET", "x-amz-checksum-mode", "ENABLED");

        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(again.body()).contains("InvalidAccessKeyId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"range", "part"})
    void partsAreNotImplementedUnlessTheFunctionCanDoThem(String what) {
        Runnable partial = () -> reader.getObjectAsBytes(get -> {
            get.bucket(ARN).key("a/b c+ü=.json");
            if (what.equals("range")) {
                get.range("bytes=0-1");
            } else {
                get.partNumber(1);
            }
        });

        assertThat(refused(partial).statusCode()).isEqualTo(501);
        shield.configure(List.of("GetObject-Range", "GetObject-PartNumber"), "GetObject");
        var url = new AtomicReference<String>();
        shield.function(event -> {
            url.set(event.findValue("inputS3Url").textValue());
            return shield.capitals(event);
        });
        partial.run();
        assertThat(url.get()).doesNotContain("partNumber").doesNotContainIgnoringCase("range");
    }
}
