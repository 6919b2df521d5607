package io.sluice.lake.signing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Writes {@code java-sdk.jsonl}: requests of the AWS SDK for Java, its synchronous and asynchronous clients and its presigner. Run
 * with the folder to write to: {@code java -cp … io.sluice.lake.signing.CaptureSdkRequests local-lake/src/test/resources/signing}.
 */
final class CaptureSdkRequests {
    /** The example keys of AWS's documentation. */
    private static final AwsCredentials LONG_LIVED =
            AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private static final AwsSessionCredentials SESSION = AwsSessionCredentials.create(
            "ASIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "IQoJb3JpZ2luX2VjE+example/token==");
    private static final Pattern DATE = Pattern.compile("x-amz-date[:=] ?(\\d{8}T\\d{6}Z)", Pattern.CASE_INSENSITIVE);
    private static final String ODD_KEY = "in//a b+ü/../%2F/.~!'()*;=@&$,:?#";

    private final RecordingServer server = new RecordingServer();
    private final List<String> lines = new ArrayList<>();
    private AwsCredentials credentials = LONG_LIVED;
    private String service = "s3";

    private CaptureSdkRequests() throws IOException {}

    public static void main(String[] arguments) throws IOException {
        var capture = new CaptureSdkRequests();
        capture.objects();
        capture.otherBodies();
        capture.otherServices();
        capture.presigned();
        capture.throughProxy();
        Files.write(Path.of(arguments[0], "java-sdk.jsonl"), capture.lines);
        capture.server.close();
        System.out.println(capture.lines.size() + " requests");
    }

    private URI endpoint() {
        return URI.create("http://localhost:" + server.port());
    }

    private S3ClientBuilder builder() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(credentials));
    }

    private void objects() throws IOException {
        try (var s3 = builder().forcePathStyle(true).build()) {
            keep("put", () -> s3.putObject(r -> r.bucket("sales").key("k"), RequestBody.fromString("hello")));
            keep(
                    "put odd key",
                    () -> s3.putObject(r -> r.bucket("sales").key(ODD_KEY), RequestBody.fromString("hello")));
            keep("put empty", () -> s3.putObject(r -> r.bucket("sales").key("k"), RequestBody.empty()));
            keep(
                    "put two chunks",
                    () -> s3.putObject(
                            r -> r.bucket("sales").key("k"), RequestBody.fromBytes(new byte[128 * 1024 + 5])));
            keep(
                    "get",
                    () -> s3.getObjectAsBytes(r -> r.bucket("sales").key("k").range("bytes=0-4")));
            keep(
                    "get odd key",
                    () -> s3.getObjectAsBytes(
                            r -> r.bucket("sales").key(ODD_KEY).versionId("v+/=")));
            keep("head", () -> s3.headObject(r -> r.bucket("sales").key("k")));
            keep("delete", () -> s3.deleteObject(r -> r.bucket("sales").key("k")));
            keep(
                    "list",
                    () -> s3.listObjectsV2(r -> r.bucket("sales")
                            .prefix("in/a b+ü&=")
                            .delimiter("/")
                            .maxKeys(1)));
            keep("list buckets", () -> s3.listBuckets());
            keep(
                    "copy",
                    () -> s3.copyObject(r -> r.sourceBucket("sales")
                            .sourceKey("a b")
                            .destinationBucket("other")
                            .destinationKey("k")));
            keep(
                    "begin upload",
                    () -> s3.createMultipartUpload(r -> r.bucket("sales").key("k")));
            keep(
                    "part",
                    () -> s3.uploadPart(
                            r -> r.bucket("sales").key("k").uploadId("u").partNumber(1),
                            RequestBody.fromString("hello")));
            keep(
                    "delete several",
                    () -> s3.deleteObjects(r -> r.bucket("sales")
                            .delete(Delete.builder()
                                    .objects(ObjectIdentifier.builder().key("a").build())
                                    .build())));
            keep(
                    "metadata with spaces",
                    () -> s3.putObject(
                            r -> r.bucket("sales")
                                    .key("k")
                                    .metadata(Map.of("note", "a   b  c"))
                                    .contentType("text/plain"),
                            RequestBody.fromString("hello")));
            for (var algorithm : List.of(
                    ChecksumAlgorithm.CRC32,
                    ChecksumAlgorithm.CRC32_C,
                    ChecksumAlgorithm.SHA1,
                    ChecksumAlgorithm.SHA256)) {
                keep(
                        "put " + algorithm,
                        () -> s3.putObject(
                                r -> r.bucket("sales").key("k").checksumAlgorithm(algorithm),
                                RequestBody.fromString("hello")));
            }
        }
        credentials = SESSION;
        try (var s3 = builder().build()) {
            keep("session put", () -> s3.putObject(r -> r.bucket("sales").key("k"), RequestBody.fromString("hello")));
            keep("session get", () -> s3.getObjectAsBytes(r -> r.bucket("sales").key("k")));
            keep(
                    "session list through access point",
                    () -> s3.listObjectsV2(
                            r -> r.bucket("arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer")));
        }
        credentials = LONG_LIVED;
    }

    private void otherBodies() throws IOException {
        var plain = S3Configuration.builder()
                .chunkedEncodingEnabled(false)
                .pathStyleAccessEnabled(true)
                .build();
        try (var s3 = builder().serviceConfiguration(plain).build()) {
            keep(
                    "put without chunks",
                    () -> s3.putObject(r -> r.bucket("sales").key("k"), RequestBody.fromString("hello")));
        }
        var required = RequestChecksumCalculation.WHEN_REQUIRED;
        try (var s3 = builder()
                .forcePathStyle(true)
                .requestChecksumCalculation(required)
                .build()) {
            keep(
                    "put without trailer",
                    () -> s3.putObject(r -> r.bucket("sales").key("k"), RequestBody.fromString("hello")));
        }
        try (var s3 = S3AsyncClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
            keep(
                    "asynchronous put",
                    () -> s3.putObject(r -> r.bucket("sales").key("k"), AsyncRequestBody.fromString("hello"))
                            .join());
            keep(
                    "asynchronous put of several chunks",
                    () -> s3.putObject(r -> r.bucket("sales").key("k"), AsyncRequestBody.fromBytes(new byte[50_000]))
                            .join());
        }
    }

    private void otherServices() throws IOException {
        try (var control = S3ControlClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .httpClientBuilder(ApacheHttpClient.builder()
                        .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()}))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
            keep(
                    "create access point",
                    () -> control.createAccessPoint(r ->
                            r.accountId("111122223333").name("ec2-consumer").bucket("sales")));
        }
        service = "sts";
        try (var sts = StsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
            keep("who am i", () -> sts.getCallerIdentity());
            keep(
                    "assume role",
                    () -> sts.assumeRole(
                            r -> r.roleArn("arn:aws:iam::111122223333:role/r").roleSessionName("s")));
        }
        service = "s3";
    }

    private void presigned() throws IOException {
        for (var signer : List.of(LONG_LIVED, SESSION)) {
            credentials = signer;
            var kind = signer.equals(SESSION) ? "presigned session " : "presigned ";
            try (var presigner = S3Presigner.builder()
                    .endpointOverride(endpoint())
                    .region(Region.US_EAST_1)
                    .serviceConfiguration(S3Configuration.builder()
                            .pathStyleAccessEnabled(true)
                            .build())
                    .credentialsProvider(StaticCredentialsProvider.create(signer))
                    .build()) {
                var valid = Duration.ofMinutes(5);
                keepRaw(
                        kind + "get",
                        "GET",
                        presigner
                                .presignGetObject(p -> p.signatureDuration(valid)
                                        .getObjectRequest(r -> r.bucket("sales").key(ODD_KEY)))
                                .httpRequest()
                                .getUri());
                keepRaw(
                        kind + "put",
                        "PUT",
                        presigner
                                .presignPutObject(p -> p.signatureDuration(valid)
                                        .putObjectRequest(r -> r.bucket("sales").key("k")))
                                .httpRequest()
                                .getUri());
            }
        }
        credentials = LONG_LIVED;
    }

    private void throughProxy() throws IOException {
        var proxy = ProxyConfiguration.builder().endpoint(endpoint()).build();
        try (var s3 = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://s3.us-east-1.amazonaws.com"))
                .httpClientBuilder(ApacheHttpClient.builder().proxyConfiguration(proxy))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
            keep(
                    "proxied put",
                    () -> s3.putObject(r -> r.bucket("sales").key("a//b"), RequestBody.fromString("hello")));
            keep("proxied list", () -> s3.listObjectsV2(r -> r.bucket("sales").prefix("a//")));
        }
    }

    /** Sends what a presigned URL says, and nothing else. */
    private void keepRaw(String name, String method, URI uri) throws IOException {
        var body = method.equals("PUT") ? "Content-Length: 0\r\n" : "";
        var request = method + ' ' + uri.getRawPath() + '?' + uri.getRawQuery() + " HTTP/1.1\r\nHost: "
                + uri.getAuthority() + "\r\n" + body + "\r\n";
        keepBytes(name, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void keep(String name, Runnable call) throws IOException {
        try {
            call.run();
        } catch (SdkException | CompletionException e) {
            // The empty answer does not please every operation; the request is what counts.
            System.err.println(name + ": " + e.getMessage());
        }
        var requests = server.take();
        if (requests.isEmpty()) {
            throw new IllegalStateException("nothing was sent for " + name);
        }
        keepBytes(name, requests.getFirst());
    }

    private void keepBytes(String name, byte[] request) throws IOException {
        var date = DATE.matcher(new String(request, StandardCharsets.ISO_8859_1));
        if (!date.find()) {
            throw new IllegalStateException("no date in " + name);
        }
        var token = credentials instanceof AwsSessionCredentials session ? session.sessionToken() : "";
        lines.add(new SignedCase(
                        "java " + name.toLowerCase(Locale.ROOT),
                        service,
                        credentials.accessKeyId(),
                        credentials.secretAccessKey(),
                        token,
                        SigningTime.parse(date.group(1))
                                .map(SigningTime::instant)
                                .map(Instant::toString)
                                .orElseThrow(),
                        Base64.getEncoder().encodeToString(request))
                .json());
    }
}
