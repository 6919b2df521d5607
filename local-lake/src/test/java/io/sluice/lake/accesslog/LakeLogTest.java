package io.sluice.lake.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** What a running lake writes down of requests that were answered, refused, presigned and not understood. */
class LakeLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void everyRequestIsToldAndNoSecretIs() throws Exception {
        Path log = folder.resolve("access.log");
        var secrets = new ArrayList<String>();
        String bucket;
        try (var lake = LocalLake.builder().accessLog(log).start()) {
            bucket = lake.bucket();
            visit(lake, secrets);
        }

        String written = Files.readString(log);
        List<JsonNode> lines = lines(written);
        secrets.forEach(secret -> assertThat(written).doesNotContain(secret));
        assertThat(lines)
                .extracting(line -> line.path("eventName").asText() + " "
                        + line.path("errorCode").asText())
                .containsExactly(
                        "PutObject ",
                        "GetObject ",
                        "GetObject AccessDenied",
                        "GetObject ",
                        "GetObject SignatureDoesNotMatch",
                        "AssumeRole AccessDenied",
                        "GET InvalidURI");
        JsonNode allowed = lines.get(1);
        assertThat(allowed.path("sluice").path("document").asText()).endsWith(":accesspoint/ec2-consumer");
        assertThat(allowed.path("sluice").path("decision").asText()).isEqualTo("Allowed");
        assertThat(allowed.path("resources"))
                .extracting(resource -> resource.path("type").asText())
                .containsExactly("AWS::S3::Object", "AWS::S3::Bucket", "AWS::S3::AccessPoint");
        assertThat(allowed.path("userIdentity")
                        .path("sessionContext")
                        .path("sessionIssuer")
                        .path("userName")
                        .asText())
                .isEqualTo("webAppClientRole");
        JsonNode refused = lines.get(2);
        assertThat(refused.path("errorMessage").asText())
                .endsWith(" because no identity-based policy allows the s3:GetObject action");
        assertThat(refused.path("requestParameters").path("key").asText()).isEqualTo("inventory_event/1");
        assertThat(refused.path("sluice").path("decision").asText()).isEqualTo("ImplicitlyDenied");
        assertThat(refused.path("resources").path(1).path("ARN").asText()).isEqualTo("arn:aws:s3:::" + bucket);
        assertThat(lines.get(3)
                        .path("additionalEventData")
                        .path("AuthenticationMethod")
                        .asText())
                .isEqualTo("QueryString");
    }

    @Test
    void copiesTellTheirSourceAndBatchesTheirKeys() throws Exception {
        Path log = folder.resolve("access.log");
        try (var lake = LocalLake.builder().accessLog(log).start()) {
            var keys = lake.administrator();
            var administrator = StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
            try (SdkHttpClient http = ApacheHttpClient.create();
                    S3Client owner = client(lake, http, administrator)) {
                owner.putObject(r -> r.bucket(lake.bucket()).key("sales_event/1"), RequestBody.fromString("sale"));
                owner.copyObject(r -> r.sourceBucket(lake.bucket())
                        .sourceKey("sales_event/1")
                        .destinationBucket(lake.bucket())
                        .destinationKey("sales_event/2"));
                var both = Stream.of("sales_event/1", "sales_event/2")
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList();
                owner.deleteObjects(r -> r.bucket(lake.bucket()).delete(d -> d.objects(both)));
            }
        }

        List<JsonNode> lines = lines(Files.readString(log));
        assertThat(lines.get(0).path("sluice").has("asked")).isFalse();
        assertThat(lines.get(1)
                        .path("requestParameters")
                        .path("x-amz-copy-source")
                        .asText())
                .endsWith("/sales_event/1");
        assertThat(lines.get(2).path("eventName").asText()).isEqualTo("DeleteObjects");
        assertThat(lines.get(2).path("sluice").path("asked"))
                .extracting(each -> each.path("action").asText() + " "
                        + each.path("resource").asText().replaceAll(".*:::[^/]*", "") + " "
                        + each.path("decision").asText())
                .containsExactly("s3:DeleteObject /sales_event/1 Allowed", "s3:DeleteObject /sales_event/2 Allowed");
    }

    @Test
    void bytesThatCameAreCountedAndNotThosePromised() throws Exception {
        Path log = folder.resolve("access.log");
        try (var lake = LocalLake.builder().accessLog(log).start()) {
            var keys = lake.administrator();
            var administrator = StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
            try (SdkHttpClient http = ApacheHttpClient.create();
                    S3Client owner = client(lake, http, administrator)) {
                owner.putObject(r -> r.bucket(lake.bucket()).key("sales_event/1"), RequestBody.fromString("sale"));
                assertThatThrownBy(() -> owner.putObject(
                                r -> r.bucket("no-such-bucket").key("sales_event/1"), RequestBody.fromString("sale")))
                        .isInstanceOf(S3Exception.class);
            }
        }

        assertThat(lines(Files.readString(log)))
                .extracting(line -> line.path("additionalEventData")
                        .path("bytesTransferredIn")
                        .asLong())
                .containsExactly(4L, 0L);
    }

    private static void visit(LocalLake lake, List<String> secrets) throws IOException, InterruptedException {
        var keys = lake.administrator();
        var administrator = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
        var role = lake.roles().get("webAppClientRole");
        var session = StaticCredentialsProvider.create(
                AwsSessionCredentials.create(role.accessKeyId(), role.secretAccessKey(), role.sessionToken()));
        secrets.addAll(List.of(keys.secretAccessKey(), role.secretAccessKey(), role.sessionToken(), "Signature="));
        try (SdkHttpClient http = ApacheHttpClient.builder()
                        .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                        .build();
                S3Client owner = client(lake, http, administrator);
                S3Client reader = client(lake, http, session)) {
            String point = lake.accessPointAlias("ec2-consumer");
            owner.putObject(r -> r.bucket(lake.bucket()).key("sales_event/1"), RequestBody.fromString("sale"));
            reader.getObjectAsBytes(r -> r.bucket(point).key("sales_event/1"));
            try {
                reader.getObjectAsBytes(r -> r.bucket(point).key("inventory_event/1"));
            } catch (S3Exception refused) {
                assertThat(refused.statusCode()).isEqualTo(403);
            }
            presigned(lake, session, point, secrets);
            assumeRole(lake, http, administrator, role.arn());
        }
        send(URI.create(lake.endpoint() + "/" + lake.bucket() + "/%25")
                .toString()
                .replace("%25", "%FF"));
    }

    private static S3Client client(LocalLake lake, SdkHttpClient http, StaticCredentialsProvider credentials) {
        return S3Client.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .forcePathStyle(true)
                .region(Region.of(lake.region()))
                .credentialsProvider(credentials)
                .build();
    }

    /** Once as it is, and once with another signature. */
    private static void presigned(
            LocalLake lake, StaticCredentialsProvider credentials, String point, List<String> secrets)
            throws IOException, InterruptedException {
        try (var presigner = S3Presigner.builder()
                .endpointOverride(lake.endpoint())
                .region(Region.of(lake.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build()) {
            String url = presigner
                    .presignGetObject(r -> r.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(get -> get.bucket(point).key("sales_event/1")))
                    .url()
                    .toString();
            String signature = url.replaceAll(".*X-Amz-Signature=", "");
            secrets.add(signature);
            send(url);
            send(url.replace(signature, "0".repeat(64)));
        }
    }

    private static void assumeRole(
            LocalLake lake, SdkHttpClient http, StaticCredentialsProvider credentials, String role) {
        try (var sts = StsClient.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .region(Region.of(lake.region()))
                .credentialsProvider(credentials)
                .build()) {
            try {
                sts.assumeRole(r -> r.roleArn(role).roleSessionName("log"));
            } catch (StsException refused) {
                assertThat(refused.statusCode()).isEqualTo(403);
            }
        }
    }

    private static void send(String uri) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static List<JsonNode> lines(String written) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (String line : written.strip().split("\n", -1)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
