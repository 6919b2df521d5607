package io.sluice.lake.s3;

import static io.sluice.lake.s3.S3Server.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is on the wire, which an SDK does not show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private S3Server server;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = new S3Server(folder);
    }

    @AfterAll
    void stop() {
        http.close();
        server.close();
    }

    private HttpResponse<String> send(String method, String target, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.endpoint() + target))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void errorIsToldInS3sForm() throws Exception {
        var answer = send("GET", "/" + BUCKET + "/a%3Cb%26c", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/xml");
        assertThat(answer.headers().firstValue("x-amz-request-id")).contains("REQUEST");
        assertThat(answer.headers().firstValue("server")).contains("AmazonS3");
        assertThat(answer.body())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
                        + "<Message>The specified key does not exist.</Message><Key>a&lt;b&amp;c</Key>"
                        + "<RequestId>REQUEST</RequestId><HostId>HOST</HostId></Error>");
    }

    @Test
    void errorOfAHeadHasNoBody() throws Exception {
        var answer = send("HEAD", "/" + BUCKET + "/nothing", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(send("HEAD", "/no-such-bucket", "").statusCode()).isEqualTo(404);
    }

    @Test
    void headTellsTheLengthThatGetWouldHave() throws Exception {
        send("PUT", "/" + BUCKET + "/length", "12345");

        var head = send("HEAD", "/" + BUCKET + "/length", "");

        assertThat(head.headers().firstValue("content-length")).contains("5");
        assertThat(head.headers().firstValue("content-type")).contains("binary/octet-stream");
        var range = send("HEAD", "/" + BUCKET + "/length", "", "Range", "bytes=1-2");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.headers().firstValue("content-length")).contains("2");
        assertThat(range.headers().firstValue("content-range")).contains("bytes 1-2/5");
    }

    @Test
    void whatHasNotChangedIsNotSent() throws Exception {
        send("PUT", "/" + BUCKET + "/same", "x", "Cache-Control", "max-age=1");
        var etag = send("GET", "/" + BUCKET + "/same", "")
                .headers()
                .firstValue("etag")
                .orElseThrow();

        var answer = send("GET", "/" + BUCKET + "/same", "", "If-None-Match", etag);

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("etag")).contains(etag);
        assertThat(answer.headers().firstValue("cache-control")).contains("max-age=1");
    }

    @Test
    void rangeOfAnotherVersionIsNotCutOut() throws Exception {
        send("PUT", "/" + BUCKET + "/if-range", "12345");
        var etag = send("HEAD", "/" + BUCKET + "/if-range", "")
                .headers()
                .firstValue("etag")
                .orElseThrow();

        assertThat(send("GET", "/" + BUCKET + "/if-range", "", "Range", "bytes=0-0", "If-Range", etag)
                        .body())
                .isEqualTo("1");
        assertThat(send("GET", "/" + BUCKET + "/if-range", "", "Range", "bytes=0-0", "If-Range", "\"other\"")
                        .body())
                .isEqualTo("12345");
    }

    @Test
    void transferEncodingIsNotKeptAsTheObjects() throws Exception {
        send("PUT", "/" + BUCKET + "/enc", "x", "Content-Encoding", "aws-chunked,gzip");
        send("PUT", "/" + BUCKET + "/plain", "x", "Content-Encoding", "aws-chunked");

        assertThat(send("HEAD", "/" + BUCKET + "/enc", "").headers().firstValue("content-encoding"))
                .contains("gzip");
        assertThat(send("HEAD", "/" + BUCKET + "/plain", "").headers().firstValue("content-encoding"))
                .isEmpty();
    }

    @Test
    void keysThatXmlCannotHoldAreListedEncoded() throws Exception {
        send("PUT", "/" + BUCKET + "/control%01", "x");

        assertThat(send("GET", "/" + BUCKET + "?prefix=control&encoding-type=url", "")
                        .body())
                .contains("<Key>control%01</Key>");
        assertThat(send("GET", "/" + BUCKET + "?prefix=control", "").body()).contains("<Key>control&#x1;</Key>");
    }

    @Test
    void userMetadataComesBackByteForByte() throws Exception {
        send("PUT", "/" + BUCKET + "/meta?x-amz-meta-city=K%C3%B6ln", "x");

        // The client shows each byte of the UTF-8 form as one character.
        assertThat(send("HEAD", "/" + BUCKET + "/meta", "").headers().firstValue("x-amz-meta-city"))
                .contains("K\u00c3\u00b6ln");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "PUT, ?versioning, <VersioningConfiguration/>, IllegalVersioningConfigurationException",
        "PUT, ?versioning, <VersioningConfiguration><Status>enabled</Status></VersioningConfiguration>, MalformedXML",
        "PUT, ?versioning, <VersioningConfiguration><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>, NotImplemented",
        "PUT, ?versioning, '', MissingRequestBodyError",
        "PUT, ?publicAccessBlock, <PublicAccessBlockConfiguration><BlockPublicAcls>x</BlockPublicAcls>"
                + "</PublicAccessBlockConfiguration>, MalformedXML",
        "PUT, /k?tagging, <Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>, MalformedXML",
        "POST, ?delete, <Delete><Object><Key>k</Key></Object></Delete>, InvalidRequest",
        "PUT, /k%FF, x, InvalidURI",
        "GET, /k?versionId=, '', InvalidArgument",
        "GET, ?list-type=1, '', InvalidArgument",
        "GET, ?versions&version-id-marker=1, '', InvalidArgument",
        "GET, ?max-keys=many, '', InvalidArgument"
    })
    void requestThatMakesNoSenseIsRefused(String method, String target, String body, String code) throws Exception {
        var answer = send(method, "/" + BUCKET + target, body);

        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }

    @Test
    void bodyThatNobodyAskedForHasABound() throws Exception {
        assertThat(send("DELETE", "/" + BUCKET + "/k", "x".repeat(1000)).statusCode())
                .isEqualTo(204);
        assertThat(send("DELETE", "/" + BUCKET + "/k", "x".repeat(XmlIn.SMALL + 2))
                        .body())
                .contains("<Code>MaxMessageLengthExceeded</Code>");
    }

    @Test
    void moreThanAThousandKeysAreNotDeletedAtOnce() throws Exception {
        var one = "<Object><Key>k</Key></Object>";
        var md5 = "1B2M2Y8AsgTpgAmY7PhCfg==";

        assertThat(Stream.of(1000, 1001).map(count -> {
                    try {
                        return send(
                                        "POST",
                                        "/" + BUCKET + "?delete",
                                        "<Delete>" + one.repeat(count) + "</Delete>",
                                        "Content-MD5",
                                        md5)
                                .statusCode();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .containsExactly(200, 400);
    }
}
