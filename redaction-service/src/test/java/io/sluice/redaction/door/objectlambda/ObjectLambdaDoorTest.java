package io.sluice.redaction.door.objectlambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class ObjectLambdaDoorTest {
    private static final String KEY = ShieldedLake.PREFIX + "a.json";
    private static final String STORED =
            "{\"request_id\": \"a\", \"price\": 12.5, \"of\": {\"discount\": 3.1, \"sku\": 7}, \"qty\": 2}";
    private static final String REDACTED = "{\"request_id\": \"a\", \"of\": {\"sku\": 7}, \"qty\": 2}";
    private static ShieldedLake shield;
    private static String etag;

    @BeforeAll
    static void start() throws IOException {
        shield = new ShieldedLake();
        etag = put(KEY, STORED.getBytes(UTF_8));
    }

    @AfterAll
    static void stop() {
        shield.close();
    }

    @Test
    void whatTheViewHidesIsGoneAndNothingElse() {
        var read = get(KEY);

        assertThat(read.asUtf8String()).isEqualTo(REDACTED);
        assertThat(read.response().contentLength()).isEqualTo(REDACTED.length());
        assertThat(read.response().contentType()).isEqualTo("application/json");
        assertThat(read.response().metadata()).isEqualTo(Map.of("owner", "warehouse"));
        assertThat(read.response().lastModified()).isAfter(Instant.now().minus(1, ChronoUnit.HOURS));
        assertThat(read.response().versionId()).isNotEmpty();
        assertThat(read.response().acceptRanges()).isEqualTo("bytes");
    }

    @Test
    void nothingThatTellsOfTheStoredBytesLeaves() {
        var told = get(KEY).response();

        assertThat(told.eTag()).isNull();
        assertThat(told.checksumCRC32()).isNull();
        assertThat(told.checksumCRC32C()).isNull();
        assertThat(told.checksumCRC64NVME()).isNull();
        assertThat(told.checksumSHA256()).isNull();
        assertThat(told.sdkHttpResponse().headers().toString()).doesNotContain(etag.replace("\"", ""));
        assertThat(told.sdkHttpResponse().headers().values().stream().flatMap(List::stream))
                .doesNotContain(String.valueOf(STORED.length()));
    }

    @Test
    void whoMayReadTheViewMayNotReadWhatIsStored() {
        assertThatThrownBy(() -> shield.reader.getObjectAsBytes(
                        get -> get.bucket(shield.lake.accessPointAlias("lambda-consumer"))
                                .key(KEY)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }

    @ParameterizedTest(name = "{0} → {1} {2}")
    @CsvSource({
        "bytes=0-9, 0, 9",
        "bytes=10-, 10, 46",
        "bytes=-5, 42, 46",
        "bytes=-500, 0, 46",
        "bytes=40-99999999999999999999, 40, 46",
        "bytes=0-0, 0, 0",
    })
    void rangesAreCutFromTheRedactedBytes(String range, int first, int last) {
        assertThat(REDACTED).hasSize(47);
        var read = get(KEY, get -> get.range(range));

        assertThat(read.asUtf8String()).isEqualTo(REDACTED.substring(first, last + 1));
        assertThat(read.response().sdkHttpResponse().statusCode()).isEqualTo(206);
        assertThat(read.response().contentRange()).isEqualTo("bytes " + first + "-" + last + "/47");
        assertThat(read.response().contentLength()).isEqualTo(last - first + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=5-2", "lines=1-2", "bytes=a-b", "bytes=-"})
    void whatIsNoRangeIsTheWholeObject(String range) {
        var read = get(KEY, get -> get.range(range));

        assertThat(read.asUtf8String()).isEqualTo(REDACTED);
        assertThat(read.response().sdkHttpResponse().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=47-", "bytes=60-70", "bytes=-0", "bytes=99999999999999999999-"})
    void aRangeBehindTheRedactedEndIsNotSatisfiable(String range) {
        assertRefused(get -> get.range(range), 416, "InvalidRange");
    }

    @Test
    void partsAreOfTheRedactedBytes() {
        var read = get(KEY, get -> get.partNumber(1));

        assertThat(read.asUtf8String()).isEqualTo(REDACTED);
        assertThat(read.response().contentRange()).isEqualTo("bytes 0-46/47");
        assertThat(read.response().partsCount()).isEqualTo(1);
        assertRefused(get -> get.partNumber(2), 400, "InvalidPart");
        assertRefused(get -> get.partNumber(1).range("bytes=0-1"), 400, "InvalidRequest");
    }

    @Test
    void largeObjectsFlowAndTheirPartsFitTogether() {
        String key = ShieldedLake.PREFIX + "large.ndjson";
        String lines = lines(60_000);
        put(key, lines.getBytes(UTF_8));
        String expected = lines.replaceAll(", \"price\": [0-9.]+", "");
        assertThat(expected.length()).isGreaterThan(11 << 20);

        assertThat(get(key).asUtf8String()).isEqualTo(expected);
        StringBuilder parts = new StringBuilder();
        for (int part = 1; part <= 3; part++) {
            int number = part;
            var read = get(key, get -> get.partNumber(number));
            assertThat(read.response().partsCount()).isEqualTo(3);
            parts.append(read.asUtf8String());
        }
        assertThat(parts.toString()).isEqualTo(expected);
        assertThat(get(key, get -> get.range("bytes=-9000000")).asUtf8String())
                .isEqualTo(expected.substring(expected.length() - 9_000_000));
    }

    @Test
    void whatIsPackedStaysPacked() throws IOException {
        String key = ShieldedLake.PREFIX + "packed.json.gz";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(STORED.getBytes(UTF_8));
        }
        put(key, packed.toByteArray());

        try (var in = new GZIPInputStream(get(key).asInputStream())) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(REDACTED);
        }
    }

    @Test
    void conditionsAreDecidedByS3() {
        assertThat(get(KEY, get -> get.ifMatch(etag)).asUtf8String()).isEqualTo(REDACTED);
        assertThat(get(KEY, get -> get.ifNoneMatch("\"other\"")).asUtf8String()).isEqualTo(REDACTED);
        assertRefused(get -> get.ifMatch("\"other\""), 412, "PreconditionFailed");
        assertNotModified(get -> get.ifNoneMatch(etag));
        assertNotModified(get -> get.ifModifiedSince(Instant.now().plus(1, ChronoUnit.MINUTES)));
        assertRefused(get -> get.ifUnmodifiedSince(Instant.now().minus(1, ChronoUnit.DAYS)), 412, "PreconditionFailed");
    }

    @Test
    void headersThatWereSignedAreReplayed() {
        assertThat(get(KEY, get -> get.expectedBucketOwner(shield.lake.account()))
                        .asUtf8String())
                .isEqualTo(REDACTED);
        assertRefused(get -> get.expectedBucketOwner("444455556666"), 403, "AccessDenied");
        assertThat(get(KEY, get -> get.checksumMode("ENABLED")).asUtf8String()).isEqualTo(REDACTED);
    }

    @Test
    void errorsOfS3AreHandedOn() {
        assertThatThrownBy(() -> get(ShieldedLake.PREFIX + "missing.json"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isIn(403, 404));
        assertThatThrownBy(() -> shield.administrator.getObjectAsBytes(
                        get -> get.bucket(shield.view).key(ShieldedLake.PREFIX + "missing.json")))
                .isInstanceOfSatisfying(S3Exception.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(404);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    broken.json | {"price": 12.5, "qty"
                    twice.json | {"price": 12.5, "qty": 1, "price": 1}
                    escaped.json | {"pr\\u0069ce": 12.5}
                    broken.json.gz | {"price": 12.5}
                    unknown.parquet | {"price": 12.5}
                    """)
    void whatCannotBeRedactedIsAnErrorAndNothingElse(String name, String stored) {
        String key = ShieldedLake.PREFIX + name;
        put(key, stored.getBytes(UTF_8));

        assertThatThrownBy(() -> get(key)).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(500);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("UnredactableObject");
            assertThat(refused.awsErrorDetails().rawResponse().asUtf8String()).doesNotContain("12.5");
        });
    }

    @Test
    void aDamagedEndOfALargeObjectBreaksTheAnswer() {
        String key = ShieldedLake.PREFIX + "damaged.ndjson";
        put(key, (lines(60_000) + "{\"price\": 99.99, \"qty\"").getBytes(UTF_8));

        assertThatThrownBy(() -> get(key)).isInstanceOf(Exception.class);
    }

    @Test
    void aHeadTellsWhatAReadTellsButNoLength() {
        var head =
                shield.reader.headObject(request -> request.bucket(shield.view).key(KEY));

        assertThat(head.contentType()).isEqualTo("application/json");
        assertThat(head.metadata()).isEqualTo(Map.of("owner", "warehouse"));
        assertThat(head.versionId()).isEqualTo(get(KEY).response().versionId());
        assertThat(head.lastModified()).isEqualTo(get(KEY).response().lastModified());
        assertThat(head.eTag()).isNull();
        assertThat(head.contentLength()).isZero();
        assertThatThrownBy(() -> shield.administrator.headObject(
                        request -> request.bucket(shield.view).key(ShieldedLake.PREFIX + "missing.json")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(404));
    }

    @Test
    void listingsTellNamesAndNeitherSizesNorETags() {
        var listed = shield.reader.listObjectsV2(
                list -> list.bucket(shield.view).prefix(ShieldedLake.PREFIX).maxKeys(1));

        assertThat(listed.contents()).singleElement().satisfies(object -> {
            assertThat(object.key()).isEqualTo(KEY);
            assertThat(object.size()).isNull();
            assertThat(object.eTag()).isNull();
            assertThat(object.lastModified()).isNotNull();
        });
        assertThat(shield.reader
                        .listObjects(list -> list.bucket(shield.view).prefix(ShieldedLake.PREFIX))
                        .contents())
                .allMatch(object -> object.size() == null && object.eTag() == null);
    }

    @Test
    void listingsTellOnlyWhatTheViewCovers() {
        put("sales_event/1.json", STORED.getBytes(UTF_8));
        put(ShieldedLake.PREFIX + "odd name+ü&<>.json", STORED.getBytes(UTF_8));

        var all = shield.administrator.listObjectsV2(list -> list.bucket(shield.view));

        assertThat(all.contents())
                .extracting(S3Object::key)
                .contains(ShieldedLake.PREFIX + "odd name+ü&<>.json")
                .allMatch(key -> key.startsWith(ShieldedLake.PREFIX));
        assertThat(get(ShieldedLake.PREFIX + "odd name+ü&<>.json").asUtf8String())
                .isEqualTo(REDACTED);
    }

    @Test
    void whatTheViewDoesNotCoverIsRefusedToTheAdministratorToo() {
        put("sales_event/1.json", STORED.getBytes(UTF_8));

        assertThatThrownBy(() -> shield.administrator.getObjectAsBytes(
                        get -> get.bucket(shield.view).key("sales_event/1.json")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }

    private static ResponseBytes<GetObjectResponse> get(String key) {
        return get(key, get -> {});
    }

    private static ResponseBytes<GetObjectResponse> get(String key, Consumer<GetObjectRequest.Builder> more) {
        return shield.reader.getObjectAsBytes(get -> {
            get.bucket(shield.view).key(key);
            more.accept(get);
        });
    }

    private static void assertRefused(Consumer<GetObjectRequest.Builder> more, int status, String code) {
        assertThatThrownBy(() -> get(KEY, more)).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    private static void assertNotModified(Consumer<GetObjectRequest.Builder> more) {
        assertThatThrownBy(() -> get(KEY, more))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(304));
    }

    private static String put(String key, byte[] body) {
        return shield.administrator
                .putObject(
                        put -> put.bucket(shield.lake.bucket())
                                .key(key)
                                .contentType("application/json")
                                .metadata(Map.of("owner", "warehouse")),
                        RequestBody.fromBytes(body))
                .eTag();
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"request_id\": \"" + i + "\", \"price\": " + i % 100 + ".5, \"pad\": \""
                        + "x".repeat(180) + "\"}\n")
                .collect(Collectors.joining());
    }
}
