package io.sluice.redaction.door.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lake.LocalLake;
import io.sluice.redaction.door.LakeClients;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

@QuarkusTest
@QuarkusTestResource(DoorResource.class)
class ViewsDoorTest {
    private static final String KEY = "inventory_event/a.json";
    private static final String OF_KEY = "/views/data-shield/" + KEY;
    private static final String STORED =
            "{\"request_id\": \"a\", \"price\": 12.5, \"of\": {\"discount\": 3.1, \"sku\": 7}, \"qty\": 2}";
    private static final String REDACTED = "{\"request_id\": \"a\", \"of\": {\"sku\": 7}, \"qty\": 2}";
    private static boolean stored;

    LocalLake lake;
    Issuer issuer;

    @TestHTTPResource
    URI service;

    @Inject
    @Named("http")
    FunctionUrlHandler function;

    @BeforeEach
    void anObject() {
        if (!stored) {
            stored = true;
            put(KEY, STORED);
        }
    }

    @Test
    void whatTheViewHidesIsGoneAndNothingElse() throws Exception {
        var read = get(OF_KEY);

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(text(read)).isEqualTo(REDACTED);
        assertThat(header(read, "content-length")).isEqualTo(String.valueOf(REDACTED.length()));
        assertThat(header(read, "content-type")).isEqualTo("application/json");
        assertThat(header(read, "x-amz-meta-owner")).isEqualTo("warehouse");
        assertThat(header(read, "last-modified")).isNotEmpty();
        assertThat(header(read, "cache-control")).contains("private");
        assertThat(header(read, "x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void nothingThatTellsOfTheStoredBytesLeaves() throws Exception {
        String etag;
        try (var administrator = LakeClients.administrator(lake)) {
            etag = administrator
                    .headObject(head -> head.bucket(lake.bucket()).key(KEY))
                    .eTag();
        }

        var told = get(OF_KEY).headers().map();

        assertThat(told.toString()).doesNotContain(etag.replace("\"", ""), "x-amz-checksum", "parts-count");
    }

    @ParameterizedTest(name = "{0} of {1} is answered {2}")
    @CsvSource({
        "sales, redaction-service, 200",
        "product-management, redaction-service, 200",
        "marketing, redaction-service, 403",
        "sales, another-service, 401",
    })
    void theViewDecidesWhoReads(String group, String audience, int status) throws Exception {
        var read = send(request(OF_KEY, issuer.token(group, audience)));

        assertThat(read.statusCode()).isEqualTo(status);
        assertThat(text(read)).doesNotContain("12.5");
    }

    @Test
    void nobodyReadsWithoutATokenOfTheIssuer() throws Exception {
        var without = send(HttpRequest.newBuilder(service.resolve(OF_KEY)));
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(header(without, "www-authenticate")).startsWith("Bearer");
        try (Issuer stranger = new Issuer()) {
            assertThat(send(request(OF_KEY, stranger.token("sales", "redaction-service")))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aRequestWithABodyIsRefusedAndTheConnectionClosed() throws Exception {
        var sent = send(request(OF_KEY, sales()).method("GET", HttpRequest.BodyPublishers.ofString("body")));
        var empty = send(request(OF_KEY, sales()).method("GET", HttpRequest.BodyPublishers.ofByteArray(new byte[0])));

        assertThat(sent.statusCode()).isEqualTo(400);
        assertThat(header(sent, "connection")).isEqualTo("close");
        assertThat(empty.statusCode()).isEqualTo(200);
    }

    @Test
    void aViewOfOthersIsAnsweredLikeNone() throws Exception {
        var other = send(request(OF_KEY, issuer.token("marketing", "redaction-service")));
        var none = send(request("/views/none/" + KEY, issuer.token("marketing", "redaction-service")));

        assertThat(other.statusCode()).isEqualTo(none.statusCode()).isEqualTo(403);
        assertThat(text(other)).isEqualTo(text(none));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sales_event/1.json",
                "inventory_event/missing.json",
                "inventory_event",
                "/inventory_event/a.json",
                "inventory_event/../sales_event/1.json",
                "inventory_event//../sales_event/1.json",
                "inventory_event%2F..%2Fsales_event%2F1.json",
                "..%2f..%2fsales_event/1.json",
                "%2e%2e/sales_event/1.json"
            })
    void whatTheViewDoesNotCoverIsAnsweredLikeWhatIsNotThere(String path) throws Exception {
        put("sales_event/1.json", STORED);

        var read = get("/views/data-shield/" + path);

        assertThat(read.statusCode()).isEqualTo(404);
        assertThat(json(read).get("title").asText()).isEqualTo("NoSuchKey");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "inventory_event/x/../y.json, inventory_event/x/../y.json",
        "inventory_event//double.json, inventory_event//double.json",
        "inventory_event/a b+c%ü.json, inventory_event/a%20b+c%25%C3%BC.json",
        "inventory_event/slash/in.json, inventory_event/slash%2Fin.json",
        "inventory_event/a?b.json, inventory_event/a%3Fb.json",
    })
    void keysAreTakenAsTheyAre(String key, String path) throws Exception {
        put(key, STORED);

        assertThat(text(get("/views/data-shield/" + path))).isEqualTo(REDACTED);
    }

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource({"bytes=0-9, 0, 9", "bytes=10-, 10, 46", "bytes=-5, 42, 46", "bytes=-500, 0, 46"})
    void rangesAreCutFromTheRedactedBytes(String range, int first, int last) throws Exception {
        var read = get(OF_KEY, "Range", range);

        assertThat(read.statusCode()).isEqualTo(206);
        assertThat(text(read)).isEqualTo(REDACTED.substring(first, last + 1));
        assertThat(header(read, "content-range")).isEqualTo("bytes " + first + "-" + last + "/47");
    }

    @Test
    void whatIsNotThereOfAnObjectIsRefused() throws Exception {
        assertThat(get(OF_KEY, "Range", "bytes=47-").statusCode()).isEqualTo(416);
        assertThat(get(OF_KEY + "?partNumber=2").statusCode()).isEqualTo(400);
        assertThat(get(OF_KEY + "?partNumber=1", "Range", "bytes=0-1").statusCode())
                .isEqualTo(400);
        assertThat(get(OF_KEY + "?versionId=1").statusCode()).isEqualTo(400);
        assertThat(text(get(OF_KEY + "?partNumber=1"))).isEqualTo(REDACTED);
    }

    @Test
    void conditionsAreOfTheRedactedObject() throws Exception {
        String tag = header(get(OF_KEY), "etag");

        assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(get(OF_KEY, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(OF_KEY, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get(OF_KEY, "If-Match", tag).statusCode()).isEqualTo(200);
        assertThat(get(OF_KEY, "If-Match", "\"other\"").statusCode()).isEqualTo(412);
        assertThat(get(OF_KEY, "If-Modified-Since", "Sun, 22 Nov 2099 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(304);
        assertThat(get(OF_KEY, "If-Unmodified-Since", "Sun, 22 Nov 2020 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(412);
        assertThat(get(OF_KEY, "Range", "bytes=0-1", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(get(OF_KEY, "Range", "bytes=0-1", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        put(KEY, STORED);
        assertThat(get(OF_KEY, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void whoTakesGzipGetsIt() throws Exception {
        var read = get(OF_KEY, "Accept-Encoding", "br, gzip;q=0.5");

        assertThat(header(read, "content-encoding")).isEqualTo("gzip");
        assertThat(header(read, "vary")).contains("Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(read.body())).readAllBytes())
                .isEqualTo(REDACTED.getBytes(UTF_8));
        assertThat(header(read, "etag")).isNotEqualTo(header(get(OF_KEY), "etag"));
        assertThat(text(get(OF_KEY, "Accept-Encoding", "gzip;q=0"))).isEqualTo(REDACTED);
        assertThat(text(get(OF_KEY, "Accept-Encoding", "gzip", "Range", "bytes=0-")))
                .isEqualTo(REDACTED);
    }

    @Test
    void aHeadTellsWhatAReadTellsButNoLength() throws Exception {
        var head = send(request(OF_KEY, sales()).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        var read = get(OF_KEY);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "etag")).isEqualTo(header(read, "etag"));
        assertThat(header(head, "content-type")).isEqualTo(header(read, "content-type"));
        assertThat(header(head, "last-modified")).isEqualTo(header(read, "last-modified"));
        assertThat(head.headers().firstValue("content-length")).isEmpty();
    }

    @Test
    void largeObjectsFlow() throws Exception {
        String lines = lines(60_000);
        put("inventory_event/large.ndjson", lines);
        String expected = lines.replaceAll(", \"price\": [0-9.]+", "");

        assertThat(text(get("/views/data-shield/inventory_event/large.ndjson"))).isEqualTo(expected);
        assertThat(text(get("/views/data-shield/inventory_event/large.ndjson?partNumber=2")))
                .isEqualTo(expected.substring(5 << 20, 10 << 20));
    }

    @Test
    void whatCannotBeRedactedIsAnErrorAndNothingElse() throws Exception {
        put("inventory_event/broken.json", "{\"price\": 12.5, \"qty\"");
        put("inventory_event/damaged.ndjson", lines(60_000) + "{\"price\": 99.99, \"qty\"");

        var read = get("/views/data-shield/inventory_event/broken.json");

        assertThat(read.statusCode()).isEqualTo(500);
        assertThat(json(read).get("title").asText()).isEqualTo("UnredactableObject");
        assertThat(text(read)).doesNotContain("12.5");
        assertThatThrownBy(() -> get("/views/data-shield/inventory_event/damaged.ndjson"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void listingsTellNamesAndTimesOnly() throws Exception {
        put("inventory_event/list/1.json", STORED);
        put("inventory_event/list/2.json", STORED);
        put("inventory_event/list/deep/3.json", STORED);

        JsonNode first = json(get("/views/data-shield?prefix=inventory_event/list/&max-keys=1"));
        JsonNode second = json(get("/views/data-shield?prefix=inventory_event/list/&continuation-token="
                + URLEncoder.encode(first.get("continuationToken").asText(), UTF_8)));
        JsonNode folders = json(get("/views/data-shield/?prefix=inventory_event/list/&delimiter=/"));

        assertThat(first.get("isTruncated").asBoolean()).isTrue();
        assertThat(first.at("/keys").findValuesAsText("key")).containsExactly("inventory_event/list/1.json");
        assertThat(second.at("/keys").findValuesAsText("key"))
                .containsExactly("inventory_event/list/2.json", "inventory_event/list/deep/3.json");
        assertThat(folders.get("prefixes")).hasSize(1);
        assertThat(first.at("/keys/0").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("key", "lastModified");
    }

    @Test
    void listingsStayWithinTheView() throws Exception {
        put("sales_event/1.json", STORED);

        assertThat(json(get("/views/data-shield")).at("/keys").findValuesAsText("key"))
                .isNotEmpty()
                .allMatch(key -> key.startsWith("inventory_event/"));
        assertThat(json(get("/views/data-shield?prefix=sales_event/")).get("keys"))
                .isEmpty();
        assertThat(json(get("/views/data-shield?max-keys=0")).get("keys")).isEmpty();
        assertThat(get("/views/data-shield?max-keys=many").statusCode()).isEqualTo(400);
        assertThat(get("/views/data-shield?fetch-owner=true").statusCode()).isEqualTo(400);
    }

    @Test
    void onlyReadingIsServed() throws Exception {
        var put = send(request(OF_KEY, sales()).PUT(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(put.statusCode()).isEqualTo(405);
    }

    @Test
    void readyMeansThatTheViewsCanBeListed() throws Exception {
        var ready = send(HttpRequest.newBuilder(service.resolve("/q/health/ready")));
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(text(send(HttpRequest.newBuilder(service.resolve("/q/openapi")))))
                .contains("/views/{view}");
    }

    @ParameterizedTest(name = "{0} is answered {1}")
    @CsvSource({
        "arn:aws:sts::111122223333:assumed-role/inventoryConsumerRole/session, 200",
        "arn:aws:sts::111122223333:assumed-role/webAppClientRole/session, 403",
        "arn:aws:sts::444455556666:assumed-role/inventoryConsumerRole/session, 403",
        "arn:aws:iam::111122223333:user/administrator, 200",
        "arn:aws:iam::111122223333:user/inventoryConsumerRole, 403",
        "'', 403",
    })
    void behindAFunctionUrlIamTellsWhoReads(String arn, int status) throws Exception {
        JsonNode answer = call(arn, OF_KEY);

        assertThat(answer.get("statusCode").asInt()).isEqualTo(status);
        String body = new String(Base64.getDecoder().decode(answer.get("body").asText()), UTF_8);
        if (status == 200) {
            assertThat(body).isEqualTo(REDACTED);
        } else {
            assertThat(body).contains("AccessDenied").doesNotContain("request_id");
        }
    }

    @Test
    void whatIsTooLargeForAFunctionUrlIsReadInParts() throws Exception {
        put("inventory_event/large.ndjson", lines(60_000));
        String reader = "arn:aws:sts::111122223333:assumed-role/inventoryConsumerRole/session";

        assertThat(call(reader, "/views/data-shield/inventory_event/large.ndjson")
                        .get("statusCode")
                        .asInt())
                .isEqualTo(413);
    }

    private JsonNode call(String arn, String path) throws IOException {
        var event = new ObjectMapper().createObjectNode();
        event.put("rawPath", path).put("rawQueryString", "");
        event.putObject("headers");
        var context = event.putObject("requestContext");
        context.putObject("http").put("method", "GET");
        context.putObject("authorizer").putObject("iam").put("userArn", arn);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event.toString().getBytes(UTF_8)), out, null);
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private String sales() {
        return issuer.token("sales", "redaction-service");
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(service.toString().replaceAll("/+$", "") + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, sales());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.body()).as(new String(response.body(), ISO_8859_1)).isNotEmpty();
        return new ObjectMapper().readTree(response.body());
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private void put(String key, String body) {
        try (var administrator = LakeClients.administrator(lake)) {
            administrator.putObject(
                    put -> put.bucket(lake.bucket())
                            .key(key)
                            .contentType("application/json")
                            .metadata(Map.of("owner", "warehouse")),
                    RequestBody.fromString(body));
        }
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"request_id\": \"" + i + "\", \"price\": " + i % 100 + ".5, \"pad\": \""
                        + "x".repeat(180) + "\"}\n")
                .collect(Collectors.joining());
    }
}
