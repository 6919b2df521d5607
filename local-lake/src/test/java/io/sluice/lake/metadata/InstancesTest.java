package io.sluice.lake.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.lake.http.HttpServer;
import io.sluice.lake.http.Limits;
import io.sluice.lake.principals.MasterKey;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.Role;
import io.sluice.lake.storage.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Over a real socket, by the SDK's own provider and by requests it would never make. */
class InstancesTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final String ROLE_PATH = "/latest/meta-data/iam/security-credentials/webAppClientRole";
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(START);

    @TempDir
    private static Path folder;

    private static ObjectStore store;
    private static Principals principals;
    private static HttpServer server;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        store = ObjectStore.open(folder, Clock.systemUTC());
        var clock = new MovableClock();
        principals = Principals.builder("111122223333", store.settings(), MasterKey.random())
                .clock(clock)
                .roles(List.of(
                        role("webAppClientRole", "ec2.amazonaws.com"),
                        role("storeProducerRole", "ec2.amazonaws.com"),
                        role("inventoryConsumerRole", "lambda.amazonaws.com")))
                .build();
        var instances = new Instances(principals, Optional.of("webAppClientRole"), "us-east-1", clock);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = HttpServer.start(address, Limits.DEFAULT, InstantSource.system(), instances);
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.close();
        store.close();
    }

    @BeforeEach
    void now() {
        NOW.set(START);
    }

    @Test
    void givesTheSdkTheCredentialsOfTheRole() {
        NOW.set(Instant.now());
        try (var provider = provider("")) {
            var credentials = (AwsSessionCredentials) provider.resolveCredentials();

            var known = principals.credentials(credentials.accessKeyId()).orElseThrow();
            assertThat(credentials.secretAccessKey()).isEqualTo(known.secretAccessKey());
            assertThat(credentials.sessionToken())
                    .isEqualTo(known.session().orElseThrow().token());
            assertThat(principals
                            .identity(credentials.accessKeyId())
                            .orElseThrow()
                            .principal()
                            .arn())
                    .matches("arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-0[0-9a-f]{16}");
        }
    }

    /** As a service is told where its metadata are: by configuration alone. */
    @Test
    void givesTheSdksDefaultChainAnotherInstancesRoleBelowItsOwnPath() {
        NOW.set(Instant.now());
        System.setProperty("aws.ec2MetadataServiceEndpoint", endpoint("/instances/storeProducerRole"));
        try (var chain = DefaultCredentialsProvider.builder().build()) {
            var credentials = chain.resolveCredentials();

            assertThat(principals
                            .identity(credentials.accessKeyId())
                            .orElseThrow()
                            .principal()
                            .arn())
                    .startsWith("arn:aws:sts::111122223333:assumed-role/storeProducerRole/");
        } finally {
            System.clearProperty("aws.ec2MetadataServiceEndpoint");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/instances/inventoryConsumerRole", "/instances/nobody"})
    void givesTheSdkNothingForARoleThatEc2MayNotAssume(String path) {
        try (var provider = provider(path)) {
            assertThatThrownBy(provider::resolveCredentials).isInstanceOf(SdkClientException.class);
        }
    }

    @Test
    void saysWhyARoleThatDoesNotTrustEc2HasNoCredentials() throws Exception {
        var path = "/instances/inventoryConsumerRole/latest/";
        var token = token(path, "60");

        var answer = get(path + "meta-data/iam/security-credentials/inventoryConsumerRole", token);

        assertThat(json(answer).path("Code").textValue()).isEqualTo("AssumeRoleUnauthorizedAccess");
        assertThat(answer.body()).doesNotContain("AccessKeyId");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/latest/meta-data/iam/security-credentials/, webAppClientRole",
        "/latest/meta-data/instance-id, i-0[0-9a-f]{16}",
        "/latest/meta-data/placement/region, us-east-1",
        "/latest/meta-data/placement/availability-zone, us-east-1a"
    })
    void tellsWhatTheInstanceIs(String path, String text) throws Exception {
        var answer = get(path, token("/latest/", "21600"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches(text);
    }

    @Test
    void tellsTheIdentityDocumentAndTheProfile() throws Exception {
        var token = token("/latest/", "60");

        var document = json(get("/latest/dynamic/instance-identity/document", token));
        var info = json(get("/latest/meta-data/iam/info", token));

        assertThat(document.path("accountId").textValue()).isEqualTo("111122223333");
        assertThat(document.path("region").textValue()).isEqualTo("us-east-1");
        assertThat(document.path("instanceId").textValue())
                .isEqualTo(get("/latest/meta-data/instance-id", token).body());
        assertThat(info.path("InstanceProfileArn").textValue())
                .isEqualTo("arn:aws:iam::111122223333:instance-profile/webAppClientRole");
    }

    @ParameterizedTest
    @ValueSource(strings = {ROLE_PATH, "/latest/meta-data/instance-id", "/latest/", "/latest/nothing"})
    void refusesARequestWithoutToken(String path) throws Exception {
        assertThat(client.send(request(path).build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "%%%"})
    void refusesATokenThatItDidNotIssue(String token) throws Exception {
        assertThat(get(ROLE_PATH, token).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesATokenWithOneCharacterChanged() throws Exception {
        var token = token("/latest/", "60");
        for (int i = 0; i < token.length() - 1; i++) {
            var other = token.charAt(i) == 'A' ? 'B' : 'A';
            var changed = token.substring(0, i) + other + token.substring(i + 1);

            assertThat(get(ROLE_PATH, changed).statusCode())
                    .as("character %s", i)
                    .isEqualTo(401);
        }
        assertThat(get(ROLE_PATH, token).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesATokenOfAnotherInstance() throws Exception {
        var token = token("/instances/storeProducerRole/latest/", "60");

        assertThat(get(ROLE_PATH, token).statusCode()).isEqualTo(401);
        assertThat(get("/instances/storeProducerRole/latest/meta-data/instance-id", token)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesATokenThatHasEnded() throws Exception {
        var token = token("/latest/", "60");
        NOW.set(START.plusSeconds(59));
        assertThat(get(ROLE_PATH, token).statusCode()).isEqualTo(200);

        NOW.set(START.plusSeconds(60));

        assertThat(get(ROLE_PATH, token).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest(name = "a token for {0} seconds: {1}")
    @CsvSource({"1, 200", "21600, 200", "0, 400", "21601, 400", "-1, 400", "1.5, 400", "60s, 400", "999999, 400"})
    void givesTokensForOneSecondToSixHours(String seconds, int status) throws Exception {
        assertThat(put("/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", seconds)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void refusesToGiveATokenWithoutASpan() throws Exception {
        assertThat(put("/latest/api/token", "x-other", "60").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesToGiveATokenThroughAProxy() throws Exception {
        var request = request("/latest/api/token")
                .PUT(BodyPublishers.noBody())
                .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                .header("X-Forwarded-For", "10.0.0.1")
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "PUT, /latest/meta-data/instance-id, 405",
        "POST, /latest/api/token, 405",
        "DELETE, /latest/meta-data/instance-id, 405",
        "GET, /instances/nobody/latest/meta-data/instance-id, 404",
        "GET, /other, 404"
    })
    void answersNothingElse(String method, String path, int status) throws Exception {
        var request = request(path)
                .method(method, BodyPublishers.noBody())
                .header("X-aws-ec2-metadata-token", token("/latest/", "60"))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/latest/meta-data/iam/security-credentials/storeProducerRole",
                "/latest/meta-data/iam/security-credentials/webAppClientRole/",
                "/latest/meta-data/iam/security-credentials/../security-credentials/webAppClientRole",
                "/latest/user-data"
            })
    void tellsNothingThatIsNotThere(String path) throws Exception {
        assertThat(get(path, token("/latest/", "60")).statusCode()).isEqualTo(404);
    }

    @Test
    void renewsCredentialsAnHourBeforeTheyEnd() throws Exception {
        // Later than whatever other tests have been given.
        var start = START.plus(Duration.ofDays(300));
        NOW.set(start);
        var token = token("/latest/", "21600");
        var first = json(get(ROLE_PATH, token));
        NOW.set(start.plus(Duration.ofMinutes(299)));
        var still = json(get(ROLE_PATH, token));

        NOW.set(start.plus(Duration.ofMinutes(301)));

        var renewed = json(get(ROLE_PATH, token));
        assertThat(first.path("Expiration").textValue()).isEqualTo("2027-09-17T16:00:00Z");
        assertThat(still.path("AccessKeyId")).isEqualTo(first.path("AccessKeyId"));
        assertThat(renewed.path("AccessKeyId")).isNotEqualTo(first.path("AccessKeyId"));
        assertThat(renewed.path("Expiration").textValue()).isEqualTo("2027-09-17T21:01:00Z");
    }

    private static InstanceProfileCredentialsProvider provider(String path) {
        return InstanceProfileCredentialsProvider.builder()
                .endpoint(endpoint(path))
                .build();
    }

    private static String endpoint(String path) {
        return "http://localhost:" + server.port() + path;
    }

    private static String token(String path, String seconds) throws Exception {
        var answer = put(path + "api/token", "X-aws-ec2-metadata-token-ttl-seconds", seconds);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-aws-ec2-metadata-token-ttl-seconds"))
                .contains(seconds);
        return answer.body();
    }

    private static HttpResponse<String> put(String path, String header, String value) throws Exception {
        return client.send(
                request(path).PUT(BodyPublishers.noBody()).header(header, value).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return client.send(
                request(path).header("X-aws-ec2-metadata-token", token).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint(path)));
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    private static Role role(String name, String service) {
        return Role.trusting(
                "arn:aws:iam::111122223333:role/" + name,
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                        + service + "\"},\"Action\":\"sts:AssumeRole\"}]}");
    }

    /** Stands still until a test moves it. */
    private static final class MovableClock extends Clock {
        @Override
        public Instant instant() {
            return NOW.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
