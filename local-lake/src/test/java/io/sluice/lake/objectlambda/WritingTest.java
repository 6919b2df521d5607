package io.sluice.lake.objectlambda;

import static io.sluice.lake.objectlambda.Shield.ARN;
import static io.sluice.lake.objectlambda.Shield.refusal;
import static io.sluice.lake.objectlambda.Shield.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.WriteGetObjectResponseRequest;

/** {@code WriteGetObjectResponse}: who may answer, with what, how often, and how it flows to the caller. */
class WritingTest {
    private static final String CRC32_OF_BODY = "26gLsg==";

    private static Shield shield;
    private static S3Client reader;

    @BeforeAll
    static void start(@TempDir Path folder) {
        shield = new Shield(folder, Duration.ofSeconds(20));
        reader = shield.as("reader");
        shield.put("k", "raw");
    }

    @AfterAll
    static void stop() {
        reader.close();
        shield.close();
    }

    private static void answers(Consumer<WriteGetObjectResponseRequest.Builder> answer, String body) {
        shield.function(event -> {
            shield.write(event, answer, body);
            return new Outcome.Returned("");
        });
    }

    @Test
    void everyHeaderOfAnAnswerReachesTheCaller() {
        answers(
                answer -> answer.statusCode(206)
                        .acceptRanges("bytes")
                        .cacheControl("no-store")
                        .contentDisposition("inline")
                        .contentEncoding("gzip")
                        .contentLanguage("de")
                        .contentRange("bytes 0-3/10")
                        .contentType("text/csv")
                        .eTag("\"tag\"")
                        .expires(Instant.parse("2032-01-01T00:00:00Z"))
                        .lastModified(Instant.parse("2026-01-02T03:04:05Z"))
                        .missingMeta(2)
                        .partsCount(3)
                        .storageClass("STANDARD_IA")
                        .tagCount(4)
                        .versionId("v1")
                        .metadata(Map.of("owner", "warehouse")),
                "body");

        var got = reader.getObjectAsBytes(get -> get.bucket(ARN).key("k"));

        assertThat(got.asUtf8String()).isEqualTo("body");
        var head = got.response();
        assertThat(head.sdkHttpResponse().statusCode()).isEqualTo(206);
        assertThat(List.of(
                        head.acceptRanges(),
                        head.cacheControl(),
                        head.contentDisposition(),
                        head.contentEncoding(),
                        head.contentLanguage(),
                        head.contentRange(),
                        head.contentType(),
                        head.eTag(),
                        head.expiresString(),
                        head.lastModified().toString(),
                        head.storageClassAsString(),
                        head.versionId()))
                .containsExactly(
                        "bytes",
                        "no-store",
                        "inline",
                        "gzip",
                        "de",
                        "bytes 0-3/10",
                        "text/csv",
                        "\"tag\"",
                        "Thu, 01 Jan 2032 00:00:00 GMT",
                        "2026-01-02T03:04:05Z",
                        "STANDARD_IA",
                        "v1");
        assertThat(List.of(head.missingMeta(), head.partsCount(), head.tagCount()))
                .containsExactly(2, 3, 4);
        assertThat(head.metadata()).containsExactly(Map.entry("owner", "warehouse"));
        assertThat(head.contentLength()).isEqualTo(4);
    }

    @Test
    void errorOfAFunctionIsTheCallers() {
        answers(answer -> answer.statusCode(404).errorCode("NoSuchKey").errorMessage("not in this view"), "");

        var refused = refused(() -> reader.getObject(get -> get.bucket(ARN).key("k")));

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("not in this view");
    }

    @Test
    void notModifiedHasNoBody() {
        answers(answer -> answer.statusCode(304).eTag("\"same\""), "");

        assertThatThrownBy(() -> reader.getObject(get -> get.bucket(ARN).key("k")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                wrong("a status that may not be", answer -> answer.statusCode(418), "body"),
                wrong(
                        "an error code with a body",
                        answer -> answer.statusCode(403).errorCode("No"),
                        "body"),
                wrong(
                        "an error code with success",
                        answer -> answer.statusCode(200).errorCode("Fine"),
                        ""),
                wrong(
                        "an error code of another form",
                        answer -> answer.statusCode(403).errorCode("no_way"),
                        ""),
                wrong(
                        "a message without a code",
                        answer -> answer.statusCode(403).errorMessage("no"),
                        ""),
                wrong(
                        "two checksums",
                        answer -> answer.checksumCRC32("AAAAAA==").checksumSHA1("2jmj7l5rSw0yVb/vlWAYkK/YBwk="),
                        "body"));
    }

    private static Arguments wrong(String name, Consumer<WriteGetObjectResponseRequest.Builder> answer, String body) {
        return Arguments.of(name, answer, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswers")
    void wrongAnswerIsRefusedToTheFunctionAndToTheCaller(
            String name, Consumer<WriteGetObjectResponseRequest.Builder> answer, String body) {
        var told = new CompletableFuture<String>();
        shield.function(event -> {
            told.complete(refusal(() -> shield.write(event, answer, body)));
            return new Outcome.Returned("");
        });

        assertThat(refusal(() -> reader.getObject(get -> get.bucket(ARN).key("k"))))
                .isEqualTo("LambdaInvalidResponse");
        assertThat(told.join()).isEqualTo("ValidationError");
    }

    @Test
    void tokenIsGoodForOneAnswer() {
        var second = new CompletableFuture<S3Exception>();
        shield.function(event -> {
            shield.write(event, _ -> {}, "first");
            second.complete((S3Exception) refused(() -> shield.write(event, _ -> {}, "second")));
            return new Outcome.Returned("");
        });

        assertThat(reader.getObjectAsBytes(get -> get.bucket(ARN).key("k")).asUtf8String())
                .isEqualTo("first");
        var refused = second.join();
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("Invalid token");
    }

    @Test
    void tokenEndsWithItsFunction() {
        var kept = new CompletableFuture<JsonNode>();
        shield.function(event -> {
            kept.complete(event);
            return new Outcome.Returned("");
        });
        assertThat(refusal(() -> reader.getObject(get -> get.bucket(ARN).key("k"))))
                .isEqualTo("LambdaResponseNotReceived");

        assertThat(refused(() -> shield.write(kept.join(), _ -> {}, "late"))
                        .awsErrorDetails()
                        .errorMessage())
                .isEqualTo("Invalid token");
    }

    static Stream<Arguments> writersWhoMayNot() {
        return Stream.of(
                Arguments.of("one without the permission", "no-function", "AccessDenied"),
                Arguments.of("one of another account", "other-function", "AccessDenied"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writersWhoMayNot")
    void writerWhoMayNotDoesNotSpendTheToken(String name, String user, String code) {
        var told = new CompletableFuture<String>();
        shield.function(event -> {
            told.complete(refusal(() -> shield.writeAs(user, event, _ -> {}, RequestBody.fromString("false"))));
            shield.write(event, _ -> {}, "true");
            return new Outcome.Returned("");
        });

        assertThat(reader.getObjectAsBytes(get -> get.bucket(ARN).key("k")).asUtf8String())
                .isEqualTo("true");
        assertThat(told.join()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"route", "token"})
    void routeAndTokenBelongTogether(String what) {
        var told = new CompletableFuture<String>();
        shield.function(event -> {
            told.complete(refusal(() -> shield.write(
                    event,
                    answer -> {
                        if (what.equals("route")) {
                            answer.requestRoute("io-lake-other");
                        } else {
                            answer.requestToken("another");
                        }
                    },
                    "false")));
            shield.write(event, _ -> {}, "true");
            return new Outcome.Returned("");
        });

        assertThat(reader.getObjectAsBytes(get -> get.bucket(ARN).key("k")).asUtf8String())
                .isEqualTo("true");
        assertThat(told.join()).isEqualTo("ValidationError");
    }

    @Test
    void checksumIsHeldAgainstTheBodyOnlyWhereTheCallerAsked() {
        answers(answer -> answer.checksumCRC32("AAAAAA=="), "body");
        assertThat(reader.getObject(get -> get.bucket(ARN).key("k"), ResponseTransformer.toInputStream())
                        .response()
                        .checksumCRC32())
                .isEqualTo("AAAAAA==");

        assertThatThrownBy(() ->
                        reader.getObjectAsBytes(get -> get.bucket(ARN).key("k").checksumMode(ChecksumMode.ENABLED)))
                .isInstanceOf(SdkException.class);

        answers(answer -> answer.checksumCRC32(CRC32_OF_BODY), "body");
        assertThat(reader.getObjectAsBytes(get -> get.bucket(ARN).key("k").checksumMode(ChecksumMode.ENABLED))
                        .asUtf8String())
                .isEqualTo("body");
    }

    /** The second half is written only after the caller has the first. */
    @Test
    void answerFlowsWhileItIsWritten() throws Exception {
        int half = 1 << 20;
        var hasFirst = new CountDownLatch(1);
        shield.function(event -> {
            var body = new Source(2L * half, half, () -> waitFor(hasFirst));
            assertThat(shield.stream(event, body, 2L * half).statusCode()).isEqualTo(200);
            return new Outcome.Returned("");
        });

        try (InputStream got = reader.getObject(get -> get.bucket(ARN).key("k"))) {
            assertThat(got.readNBytes(half / 2)).hasSize(half / 2);
            hasFirst.countDown();
            assertThat(got.readAllBytes()).hasSize(half + half / 2);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a caller does not read fills the buffers of the network, and no more is taken from the function. */
    @Test
    void callerWhoDoesNotReadHoldsTheFunctionBack() throws Exception {
        var length = 256L << 20;
        var source = new Source(length);
        shield.function(event -> {
            assertThat(shield.stream(event, source, length).statusCode()).isEqualTo(200);
            return new Outcome.Returned("");
        });

        try (var got = reader.getObject(get -> get.bucket(ARN).key("k"))) {
            assertThat(got.read()).isEqualTo('x');
            var still = source.standstill();
            assertThat(still).isLessThan(length / 2);
            assertThat(got.transferTo(OutputStream.nullOutputStream())).isEqualTo(length - 1);
        }
    }

    @Test
    void callerOfAFunctionThatBreaksGetsNoWholeAnswer() {
        shield.function(event -> {
            var broken = new Source(1_000_000, 300_000, () -> {
                throw new IOException("out of order");
            });
            assertThatThrownBy(() -> shield.stream(event, broken, 1_000_000)).isInstanceOf(IOException.class);
            return new Outcome.Threw();
        });

        assertThatThrownBy(() -> reader.getObjectAsBytes(get -> get.bucket(ARN).key("k")))
                .isInstanceOf(SdkException.class);
    }
}
