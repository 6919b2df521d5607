package io.sluice.lake.objectlambda;

import static io.sluice.lake.objectlambda.Shield.ARN;
import static io.sluice.lake.objectlambda.Shield.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import software.amazon.awssdk.services.s3.S3Client;

/** Functions that do not answer, and what their callers are told; of time, two seconds stand for sixty. */
class OutcomesTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static Shield shield;
    private static S3Client reader;

    @BeforeAll
    static void start(@TempDir Path folder) {
        shield = new Shield(folder, LIMIT);
        reader = shield.as("reader");
        shield.put("k", "raw");
    }

    @AfterAll
    static void stop() {
        reader.close();
        shield.close();
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Outcome.Returned("{\"statusCode\":200}"), "LambdaResponseNotReceived", 500),
                Arguments.of(new Outcome.Threw(), "LambdaRuntimeError", 500),
                Arguments.of(new Outcome.TimedOut(), "LambdaTimeout", 500),
                Arguments.of(new Outcome.Throttled(), "SlowDown", 503),
                Arguments.of(new Outcome.NotFound(), "LambdaNotFound", 404),
                Arguments.of(new Outcome.NotInvoked("It cannot start."), "LambdaInvocationFailed", 400));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("outcomes")
    void functionThatDoesNotAnswerIsTold(Outcome outcome, String code, int status) {
        shield.function(_ -> outcome);

        var refused = refused(() -> reader.getObject(get -> get.bucket(ARN).key("k")));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.statusCode()).isEqualTo(status);
    }

    @Test
    void functionThatSaysNothingIsNotWaitedForLonger() {
        var end = new CountDownLatch(1);
        shield.function(_ -> {
            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
            return new Outcome.Returned("");
        });

        assertThat(refused(() -> reader.getObject(get -> get.bucket(ARN).key("k")))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("LambdaTimeout");
        end.countDown();
    }

    @Test
    void answerThatIsNotWholeInTimeIsCut() {
        var end = new CountDownLatch(1);
        shield.function(event -> {
            var slow = new Source(200_000, 100_000, () -> await(end));
            assertThatThrownBy(() -> shield.stream(event, slow, 200_000)).isInstanceOf(IOException.class);
            return new Outcome.Returned("");
        });

        assertThatThrownBy(() -> reader.getObjectAsBytes(get -> get.bucket(ARN).key("k")))
                .isInstanceOf(SdkException.class);
        end.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void headTellsWhatTheFunctionReturned() {
        shield.function(event -> {
            assertThat(event.has("headObjectContext")).isTrue();
            assertThat(event.at("/headObjectContext").has("outputToken")).isFalse();
            assertThat(shield.fetch(event.findValue("inputS3Url").textValue(), "HEAD")
                            .statusCode())
                    .isEqualTo(200);
            return new Outcome.Returned("""
                    {"statusCode": 200, "headers": {"Content-Length": 1234, "ETag": "\\"redacted\\"",
                     "Last-Modified": "Fri, 02 Jan 2026 03:04:05 GMT"}, "metadata": {"view": "shield"}}""");
        });

        var head = reader.headObject(request -> request.bucket(ARN).key("k"));

        assertThat(head.contentLength()).isEqualTo(1234);
        assertThat(head.eTag()).isEqualTo("\"redacted\"");
        assertThat(head.metadata()).containsEntry("view", "shield");
    }

    @Test
    void headOfAFunctionMayBeARefusal() {
        shield.function(_ -> new Outcome.Returned(
                "{\"statusCode\": 404, \"errorCode\": \"NoSuchKey\", \"errorMessage\": \"not in this view\"}"));

        assertThat(refused(() ->
                                reader.headObject(request -> request.bucket(ARN).key("k")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void listingIsTheXmlOfTheFunction() {
        shield.function(event -> {
            var read = shield.fetch(event.findValue("inputS3Url").textValue(), "GET");
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(event.has("listObjectsV2Context")).isTrue();
            var json = JsonNodeFactory.instance
                    .objectNode()
                    .put("statusCode", 200)
                    .put("listResultXml", read.body().replace("<Key>k</Key>", "<Key>renamed</Key>"));
            return new Outcome.Returned(json.toString());
        });

        assertThat(reader.listObjectsV2(list -> list.bucket(ARN).prefix("k")).contents())
                .extracting(object -> object.key())
                .containsExactly("renamed");
    }

    @Test
    void listingIsTheResultOfTheFunction() {
        shield.function(_ -> new Outcome.Returned("""
                {"statusCode": 200, "listBucketResult": {"name": "shield", "prefix": "", "maxKeys": 1000,
                 "isTruncated": true, "nextMarker": "b", "contents": [{"key": "a<&>", "size": 7, "eTag": "\\"e\\"",
                 "lastModified": "2026-01-02T03:04:05.000Z", "storageClass": "STANDARD",
                 "owner": {"id": "me", "displayName": "Me"}}], "commonPrefixes": [{"prefix": "p/"}]}}"""));

        var listing = reader.listObjects(list -> list.bucket(ARN));

        assertThat(listing.name()).isEqualTo("shield");
        assertThat(listing.isTruncated()).isTrue();
        assertThat(listing.nextMarker()).isEqualTo("b");
        assertThat(listing.contents().getFirst().key()).isEqualTo("a<&>");
        assertThat(listing.contents().getFirst().size()).isEqualTo(7);
        assertThat(listing.contents().getFirst().owner().id()).isEqualTo("me");
        assertThat(listing.commonPrefixes().getFirst().prefix()).isEqualTo("p/");
    }

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of("no JSON", "<xml/>"),
                Arguments.of("no object", "[]"),
                Arguments.of("no status", "{\"headers\":{\"Content-Length\":1}}"),
                Arguments.of("a status that may not be", "{\"statusCode\":418}"),
                Arguments.of("no length", "{\"statusCode\":200,\"headers\":{}}"),
                Arguments.of("a header that may not be", head("Set-Cookie", "a=b")),
                Arguments.of("a line break in a header", head("ETag", "a\\r\\nSet-Cookie: b")));
    }

    private static String head(String name, String value) {
        return "{\"statusCode\":200,\"headers\":{\"Content-Length\":1,\"" + name + "\":\"" + value + "\"}}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("results")
    void resultThatIsNoneIsAnInvalidResponse(String name, String result) {
        shield.function(_ -> new Outcome.Returned(result));

        var refused =
                refused(() -> reader.headObject(request -> request.bucket(ARN).key("k")));

        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"statusCode\":200}",
                "{\"statusCode\":200,\"listResultXml\":\"<a/>\",\"listBucketResult\":{}}",
                "{\"statusCode\":200,\"listBucketResult\":{\"name\":\"n\"}}"
            })
    void listingThatIsNoneIsAnInvalidResponse(String result) {
        shield.function(_ -> new Outcome.Returned(result));

        assertThat(refused(() -> reader.listObjectsV2(list -> list.bucket(ARN)))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("LambdaInvalidResponse");
    }

    /** What no function is configured for shows the raw object, to whoever may read that through Object Lambda. */
    @Test
    void operationsWithoutAFunctionGoStraightThroughUnderBothPermissions() {
        shield.function(_ -> new Outcome.Threw());
        shield.configure(List.of(), "GetObject");
        try {
            assertThat(reader.headObject(head -> head.bucket(ARN).key("k")).contentLength())
                    .isEqualTo(3);
            assertThat(reader.listObjectsV2(list -> list.bucket(ARN)).contents())
                    .hasSize(1);
            reader.putObject(put -> put.bucket(ARN).key("new"), RequestBody.fromString("written"));
            reader.deleteObject(delete -> delete.bucket(ARN).key("new"));
            assertThat(shield.invocations()).isZero();
            for (String user : List.of("without-shield", "without-read")) {
                try (var client = shield.as(user)) {
                    assertThat(refused(() -> client.headObject(
                                            head -> head.bucket(ARN).key("k")))
                                    .statusCode())
                            .isEqualTo(403);
                    assertThat(refused(() -> client.putObject(
                                            put -> put.bucket(ARN).key("new"), RequestBody.fromString("written")))
                                    .statusCode())
                            .isEqualTo(403);
                }
            }
        } finally {
            shield.configure(List.of(), "GetObject", "HeadObject", "ListObjects", "ListObjectsV2");
        }
    }

    @Test
    void whatObjectLambdaHasNotIsRefused() throws Exception {
        assertThat(refused(() -> reader.copyObject(copy -> copy.sourceBucket(ARN)
                                .sourceKey("k")
                                .destinationBucket(Shield.BUCKET)
                                .destinationKey("copy")))
                        .statusCode())
                .isBetween(400, 404);
        assertThat(refused(() -> reader.getBucketLocation(get -> get.bucket(ARN)))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("MethodNotAllowed");
        var anonymous =
                shield.fetch(shield.lake.endpoint() + "/" + shield.lake.objectLambdaAlias("shield") + "/k", "GET");
        assertThat(anonymous.statusCode()).isEqualTo(403);
    }
}
