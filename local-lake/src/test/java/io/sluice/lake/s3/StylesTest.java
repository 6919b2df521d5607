package io.sluice.lake.s3;

import static io.sluice.lake.s3.RoundTripTest.code;
import static io.sluice.lake.s3.RoundTripTest.status;
import static io.sluice.lake.s3.TestLake.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/** The same operations by every way there is to a bucket: its name as a host, an access point's ARN and alias, presigned URLs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StylesTest {
    private static final String ACCOUNT = "111122223333";
    private static final String POINT = "arn:aws:s3:us-east-1:" + ACCOUNT + ":accesspoint/every-style";
    private static final RequestBody BODY = RequestBody.fromString("body");

    private TestLake lake;
    private S3Client s3;
    private S3Client stranger;

    @BeforeAll
    void start(@TempDir Path folder) {
        lake = new TestLake(folder);
        s3 = byHost(lake.administrator());
        stranger = byHost(TestLake.other());
        try (var control = S3ControlClient.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(lake.administrator())
                .httpClientBuilder(everyNameIsHere())
                .build()) {
            control.createAccessPoint(
                    create -> create.accountId(ACCOUNT).name("every-style").bucket(BUCKET));
        }
        s3.putBucketPolicy(put -> put.bucket(BUCKET).policy("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*",
                         "Resource":["arn:aws:s3:::lake","arn:aws:s3:::lake/*"],
                         "Condition":{"StringEquals":{"s3:DataAccessPointAccount":"111122223333"}}}]}"""));
    }

    @AfterAll
    void stop() {
        s3.close();
        stranger.close();
        lake.close();
    }

    /** Names under localhost do not resolve everywhere. */
    private static ApacheHttpClient.Builder everyNameIsHere() {
        return ApacheHttpClient.builder().dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    private S3Client byHost(AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(everyNameIsHere())
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {BUCKET, POINT})
    void objectsAreWrittenReadListedAndDeleted(String place) {
        var key = "styles/a//b \u00fc%2F";
        s3.putObject(put -> put.bucket(place).key(key).tagging("t=1"), BODY);

        assertThat(s3.getObjectAsBytes(get -> get.bucket(place).key(key)).asUtf8String())
                .isEqualTo("body");
        assertThat(s3.headObject(head -> head.bucket(place).key(key)).contentLength())
                .isEqualTo(4);
        assertThat(s3.listObjectsV2(list -> list.bucket(place).prefix("styles/"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly(key);
        assertThat(s3.listObjects(list -> list.bucket(place).prefix("styles/")).contents())
                .hasSize(1);
        assertThat(s3.listObjectVersions(list -> list.bucket(place).prefix("styles/"))
                        .versions())
                .hasSize(1);
        assertThat(s3.getObjectTagging(get -> get.bucket(place).key(key)).tagSet())
                .containsExactly(Tag.builder().key("t").value("1").build());
        s3.copyObject(copy ->
                copy.sourceBucket(place).sourceKey(key).destinationBucket(place).destinationKey("styles/copy"));
        assertThat(s3.deleteObjects(delete -> delete.bucket(place)
                                .delete(d -> d.objects(ObjectIdentifier.builder()
                                        .key("styles/copy")
                                        .build())))
                        .deleted())
                .hasSize(1);
        s3.deleteObject(delete -> delete.bucket(place).key(key));
        assertThat(status(() -> s3.headObject(head -> head.bucket(place).key(key))))
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {BUCKET, POINT})
    void objectIsUploadedInParts(String place) {
        var upload = s3.createMultipartUpload(create -> create.bucket(place).key("parts"))
                .uploadId();
        var etag = s3.uploadPart(
                        part -> part.bucket(place).key("parts").uploadId(upload).partNumber(1), BODY)
                .eTag();
        assertThat(s3.listParts(list -> list.bucket(place).key("parts").uploadId(upload))
                        .parts())
                .hasSize(1);
        assertThat(s3.listMultipartUploads(list -> list.bucket(place)).uploads())
                .hasSize(1);

        s3.completeMultipartUpload(complete -> complete.bucket(place)
                .key("parts")
                .uploadId(upload)
                .multipartUpload(all -> all.parts(
                        CompletedPart.builder().partNumber(1).eTag(etag).build())));

        assertThat(s3.getObjectAsBytes(get -> get.bucket(place).key("parts")).asUtf8String())
                .isEqualTo("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {BUCKET, POINT})
    void strangerIsRefusedEachOfThese(String place) {
        s3.putObject(put -> put.bucket(place).key("mine"), BODY);

        assertThat(List.of(
                        code(() -> stranger.putObject(put -> put.bucket(place).key("mine"), BODY)),
                        code(() -> stranger.getObject(get -> get.bucket(place).key("mine"))),
                        code(() -> stranger.getObject(get -> get.bucket(place).key("nothing"))),
                        code(() -> stranger.listObjectsV2(list -> list.bucket(place))),
                        code(() -> stranger.listObjectVersions(list -> list.bucket(place))),
                        code(() -> stranger.deleteObject(
                                delete -> delete.bucket(place).key("mine"))),
                        code(() -> stranger.createMultipartUpload(
                                create -> create.bucket(place).key("mine"))),
                        code(() -> stranger.copyObject(copy -> copy.sourceBucket(place)
                                .sourceKey("mine")
                                .destinationBucket(place)
                                .destinationKey("taken")))))
                .containsOnly("AccessDenied");
    }

    @Test
    void bucketIsAdministeredByItsOwnNameOnly() {
        assertThat(s3.getBucketLocation(get -> get.bucket(POINT)).locationConstraintAsString())
                .isNullOrEmpty();
        assertThat(code(() -> s3.putBucketVersioning(
                        put -> put.bucket(POINT).versioningConfiguration(v -> v.status("Enabled")))))
                .isEqualTo("MethodNotAllowed");
        assertThat(code(() -> s3.deleteBucket(delete -> delete.bucket(BUCKET))))
                .isEqualTo("BucketHasAccessPointsAttached");
    }

    @Test
    void presignedUrlDoesWhatItSaysAndNothingElse() throws Exception {
        try (var presigner = S3Presigner.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(lake.administrator())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            var put = presigner.presignPutObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                    .putObjectRequest(object -> object.bucket(BUCKET).key("pre/signed \u00fc")));
            var get = presigner.presignGetObject(sign -> sign.signatureDuration(Duration.ofMinutes(5))
                    .getObjectRequest(object ->
                            object.bucket(BUCKET).key("pre/signed \u00fc").responseContentType("text/csv")));

            assertThat(send("PUT", put.url().toURI(), "by url").statusCode()).isEqualTo(200);
            var got = send("GET", get.url().toURI(), "");
            assertThat(got.body()).isEqualTo("by url");
            assertThat(got.headers().firstValue("content-type")).contains("text/csv");

            assertThat(send("DELETE", get.url().toURI(), "").statusCode()).isEqualTo(403);
            assertThat(send("GET", URI.create(get.url().toString().replace("pre/", "other/")), "")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(send("GET", URI.create(get.url().toString().replace("csv", "html")), "")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private static HttpResponse<String> send(String method, URI uri, String body)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
