package io.sluice.system.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Every way to a redacted view, held to one set of claims. What is stored has marks that must never leave. */
class RedactedViewIT {
    private static final String ONE = "inventory_event/dt=2026_01_02/one.json";
    private static final String LINES = "inventory_event/dt=2026_01_02/lines.ndjson";
    private static final String LARGE = "inventory_event/dt=2026_01_03/large.ndjson";
    /** Of more than a function keeps in memory. */
    private static final String HUGE = "inventory_event/dt=2026_01_03/huge.ndjson";

    private static final String SPECIAL = "inventory_event/special/ü +%&=?'()~ .json";
    private static final String MISSING = "inventory_event/dt=2026_01_02/none.json";

    /** A price that stands nowhere else, and with it a discount. */
    private static final String PRICE = "48151.62";

    private static final String DISCOUNT = "34.2";
    private static final String STORED = "{\"request_id\": \"r1\", \"price\": " + PRICE + ", \"qty\": 2, \"discount\": "
            + DISCOUNT + ", \"lines\": [{\"sku\": 7, \"price\": " + PRICE + "}]}";
    private static final String SHOWN = "{\"request_id\": \"r1\", \"qty\": 2, \"lines\": [{\"sku\": 7}]}";

    /** As the SDK and as the view's own JSON show it. */
    private static final Pattern TOKEN =
            Pattern.compile("(?:[nN]extContinuationToken=|\"continuationToken\":\")([^,\")]+)");

    private static Lake lake;
    private static S3Client administrator;
    private static PutObjectResponse one;
    private static final List<Door> doors = new ArrayList<>();
    private static final List<Door> administrators = new ArrayList<>();

    @TempDir
    private static Path scratch;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        lake = new Lake(scratch);
        administrator = lake.client(lake.administrator());
        one = put(ONE, STORED);
        put(LINES, lines(300, PRICE));
        put(LARGE, lines(60_000, PRICE));
        put(HUGE, lines(250_000, PRICE));
        put(SPECIAL, STORED);
        var alias = lake.alias();
        var consumer = lake.role("inventoryConsumerRole");
        doors.add(new ObjectLambdaDoor(lake.client(consumer), Lake.SHIELD, "Object Lambda by ARN"));
        doors.add(new ObjectLambdaDoor(lake.client(consumer), alias, "Object Lambda by alias"));
        doors.add(lake.byHttp(consumer, "HTTP by function URL"));
        administrators.add(lake.byHttp(lake.administrator(), "HTTP, administrator"));
        administrators.add(new ObjectLambdaDoor(administrator, Lake.SHIELD, "Object Lambda, administrator"));
        doors.forEach(RedactedViewIT::warm);
    }

    /** The first answer waits for the function to start, which a busy machine may not do in Lambda's time. */
    private static void warm(Door door) {
        boolean answered =
                IntStream.range(0, 4).anyMatch(_ -> door.get(Ask.of(ONE)).status() == 200);
        assertThat(answered).as(() -> door + "\n" + lake.log()).isTrue();
    }

    @AfterAll
    static void stop() {
        doors.forEach(Door::close);
        administrator.close();
        lake.close();
    }

    private static PutObjectResponse put(String key, String body) {
        return administrator.putObject(
                put -> put.bucket(lake.bucket()).key(key).contentType("application/json"),
                RequestBody.fromString(body));
    }

    private static String lines(int count, String price) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"request_id\": \"r" + i + "\", \"price\": " + price + ", \"qty\": " + i
                        + ", \"discount\": " + DISCOUNT + "}\n")
                .collect(Collectors.joining());
    }

    private static String shownLines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"request_id\": \"r" + i + "\", \"qty\": " + i + "}\n")
                .collect(Collectors.joining());
    }

    static Stream<Door> doors() {
        return doors.stream();
    }

    /** Headers and parameters that S3 alone has. */
    static Stream<Door> ofS3() {
        return doors.stream().filter(ObjectLambdaDoor.class::isInstance);
    }

    static Stream<Door> administrators() {
        return administrators.stream();
    }

    private static Reply harmless(Reply reply) {
        assertThat(reply.all())
                .doesNotContain(PRICE)
                .doesNotContain(one.eTag().replace("\"", ""))
                .doesNotContain(one.checksumCRC32());
        assertThat(reply.header("content-length")).isNotEqualTo(String.valueOf(STORED.length()));
        return reply;
    }

    private static Reply get(Door door, Ask ask) {
        return harmless(door.get(ask));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void objectComesWithoutItsSecretsAndOtherwiseAsItIs(Door door) {
        var reply = get(door, Ask.of(ONE));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(SHOWN);
        assertThat(reply.header("content-type")).contains("application/json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void linesAndLargeObjectsComeWhole(Door door) {
        assertThat(get(door, Ask.of(LINES)).body()).isEqualTo(shownLines(300));
        assertThat(get(door, Ask.of(LARGE)).body().equals(shownLines(60_000))).isTrue();
    }

    /** An answer of a function URL is of 6 MB at most. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ofS3")
    void objectThatIsRedactedWhileItIsSentComesWhole(Door door) {
        assertThat(get(door, Ask.of(HUGE)).body().equals(shownLines(250_000))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void keyOfManyCharactersIsFound(Door door) {
        assertThat(get(door, Ask.of(SPECIAL)).body()).isEqualTo(SHOWN);
    }

    /** Who may not list everything is not told that a key is missing, as with S3 itself. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void missingKeyIsRefusedToWhoMayNotListAll(Door door) {
        var reply = get(door, Ask.of(MISSING));

        assertThat(reply.status()).isIn(403, 404);
        assertThat(reply.body()).containsAnyOf("AccessDenied", "NoSuchKey");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("administrators")
    void missingKeyIsNamedToWhoMayListAll(Door door) {
        var reply = get(door, Ask.of(MISSING));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains("NoSuchKey");
    }

    static Stream<Arguments> conditions() {
        var past = "Thu, 01 Jan 2015 00:00:00 GMT";
        var future = "Thu, 01 Jan 2099 00:00:00 GMT";
        return Stream.of(
                        new String[] {"if-match", "ETAG", "200"},
                        new String[] {"if-match", "\"other\"", "412"},
                        new String[] {"if-none-match", "\"other\"", "200"},
                        new String[] {"if-none-match", "ETAG", "304"},
                        new String[] {"if-modified-since", past, "200"},
                        new String[] {"if-unmodified-since", future, "200"},
                        new String[] {"if-unmodified-since", past, "412"})
                .flatMap(row ->
                        doors.stream().map(door -> Arguments.of(row[0], row[1], Integer.valueOf(row[2]), door)));
    }

    @ParameterizedTest(name = "{0}: {1} gives {2} ({3})")
    @MethodSource("conditions")
    void conditionsHoldOfWhatIsStored(String header, String value, int status, Door door) {
        var given = value.replace("ETAG", door.tag(ONE, one.eTag()));

        assertThat(door.get(Ask.of(ONE).with(header, given)).status()).isEqualTo(status);
        assertThat(door.head(Ask.of(ONE).with(header, given)).status()).isEqualTo(status);
    }

    static Stream<Arguments> ranges() {
        int length = SHOWN.length();
        return Stream.of(
                        new Object[] {"bytes=0-9", 206, SHOWN.substring(0, 10), "bytes 0-9/" + length},
                        new Object[] {"bytes=10-", 206, SHOWN.substring(10), "bytes 10-" + (length - 1) + "/" + length},
                        new Object[] {
                            "bytes=-7",
                            206,
                            SHOWN.substring(length - 7),
                            "bytes " + (length - 7) + "-" + (length - 1) + "/" + length
                        },
                        new Object[] {"bytes=-99999", 206, SHOWN, "bytes 0-" + (length - 1) + "/" + length},
                        new Object[] {"bytes=5-99999", 206, SHOWN.substring(5), "bytes 5-" + (length - 1) + "/" + length
                        },
                        new Object[] {"bytes=99999-", 416, "", ""})
                .flatMap(row -> doors.stream().map(door -> Arguments.of(row[0], row[1], row[2], row[3], door)));
    }

    /** Offsets are those of the redacted object: the stored one has others. */
    @ParameterizedTest(name = "{0} gives {1} ({4})")
    @MethodSource("ranges")
    void rangeIsOfTheRedactedBytes(String range, int status, String body, String told, Door door) {
        var reply = get(door, Ask.of(ONE).with("range", range));

        assertThat(reply.status()).isEqualTo(status);
        if (status == 206) {
            assertThat(reply.body()).isEqualTo(body);
            assertThat(reply.header("content-range")).contains(told);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void partIsOfTheRedactedBytes(Door door) {
        assertThat(get(door, Ask.of(ONE).part(1)).body()).isEqualTo(SHOWN);
        assertThat(get(door, Ask.of(ONE).part(1)).status()).isEqualTo(206);
        assertThat(get(door, Ask.of(ONE).part(2)).status()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void rangeAndPartTogetherAreRefused(Door door) {
        var reply = get(door, Ask.of(ONE).part(1).with("range", "bytes=0-1"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("Cannot specify both Range header and partNumber query parameter");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofS3")
    void expectedBucketOwnerMustBeTheOwner(Door door) {
        assertThat(get(door, Ask.of(ONE).with("x-amz-expected-bucket-owner", Lake.ACCOUNT))
                        .status())
                .isEqualTo(200);
        assertThat(get(door, Ask.of(ONE).with("x-amz-expected-bucket-owner", "444455556666"))
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofS3")
    void requesterMayOfferToPay(Door door) {
        assertThat(get(door, Ask.of(ONE).with("x-amz-request-payer", "requester"))
                        .body())
                .isEqualTo(SHOWN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofS3")
    void customerKeysAreRefused(Door door) {
        assertThat(get(
                                door,
                                Ask.of(ONE)
                                        .with("x-amz-server-side-encryption-customer-algorithm", "AES256")
                                        .with(
                                                "x-amz-server-side-encryption-customer-key",
                                                "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
                                        .with(
                                                "x-amz-server-side-encryption-customer-key-md5",
                                                "hRasmdxgYDKV3nvbahU1MA=="))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void olderVersionIsReadByWhoMayReadVersions() {
        var door = administrators.getLast();
        var key = "inventory_event/versions/one.json";
        var first = put(key, STORED).versionId();
        put(key, "{\"request_id\": \"r2\", \"price\": " + PRICE + "}");

        assertThat(get(door, Ask.of(key).version(first)).body()).isEqualTo(SHOWN);
        assertThat(get(door, Ask.of(key)).body()).isEqualTo("{\"request_id\": \"r2\"}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofS3")
    void olderVersionIsRefusedToWhoMayReadOnlyTheLatest(Door door) {
        assertThat(get(door, Ask.of(ONE).version(one.versionId())).status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void whatIsEncryptedByTheServiceIsReadAsAnythingElse(Door door) {
        var key = "inventory_event/sse/one.json";
        administrator.putObject(
                put -> put.bucket(lake.bucket()).key(key).serverSideEncryption("AES256"),
                RequestBody.fromString(STORED));

        assertThat(get(door, Ask.of(key)).body()).isEqualTo(SHOWN);
    }

    /** Nothing can be stored so here, and so nothing be read. */
    @Test
    void keysOfAKeyServiceAreNotPromised() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> administrator.putObject(
                        put -> put.bucket(lake.bucket())
                                .key("inventory_event/kms/one.json")
                                .serverSideEncryption("aws:kms"),
                        RequestBody.fromString(STORED)))
                .matches(refused -> refused.statusCode() == 501);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void headTellsNothingOfTheStoredBytes(Door door) {
        var reply = harmless(door.head(Ask.of(ONE)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).contains("application/json");
        assertThat(reply.headers().keySet()).noneMatch(name -> name.contains("checksum"));
    }

    static Stream<Arguments> unredactable() {
        return Stream.of(
                        "{\"price\": 1",
                        "{\"pr\\u0069ce\": 1, \"price\": 2, \"price\": 3}",
                        "\uFEFF{\"price\": 1}",
                        "price=1")
                .flatMap(body -> doors.stream().map(door -> Arguments.of(body, door)));
    }

    @ParameterizedTest(name = "{0} ({1})")
    @MethodSource("unredactable")
    void whatCannotBeRedactedIsAnErrorAndNeverTheRawBytes(String body, Door door) {
        var key = "inventory_event/odd/" + Integer.toHexString(body.hashCode()) + ".json";
        put(key, body);

        var reply = door.get(Ask.of(key));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).contains("UnredactableObject").doesNotContain(body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void listingTellsTheKeysOfTheViewAndNothingOfTheirBytes(Door door) {
        var prefix = Map.of("prefix", "inventory_event/dt=2026_01_02/");

        assertThat(door.keys(prefix)).containsExactly(LINES, ONE);
        harmless(door.list(prefix));
        assertThat(door.keys(Map.of("prefix", "inventory_event/special/"))).containsExactly(SPECIAL);
        assertThat(door.keys(Map.of("prefix", "inventory_event/nothing/"))).isEmpty();
        assertThat(door.keys(Map.of("prefix", "inventory_event/", "max-keys", "0")))
                .isEmpty();
        assertThat(door.keys(Map.of("prefix", "inventory_event/dt=2026_01_02/", "max-keys", "1")))
                .containsExactly(LINES);
        assertThat(door.list(Map.of("prefix", "inventory_event/", "delimiter", "/"))
                        .body())
                .contains("inventory_event/dt=2026_01_03/");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofS3")
    void listingIsEncodedAsAsked(Door door) {
        assertThat(door.keys(Map.of(
                        "prefix", "inventory_event/dt=2026_01_02/", "encoding-type", "url", "fetch-owner", "true")))
                .containsExactly(LINES, ONE);
        assertThat(door.list(Map.of("prefix", "inventory_event/", "encoding-type", "rot13"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void listingGoesOnWhereItEnded(Door door) {
        var prefix = "inventory_event/dt=2026_01_02/";
        var page = door.list(Map.of("prefix", prefix, "max-keys", "1")).body();
        var token = TOKEN.matcher(page).results().findFirst().orElseThrow().group(1);

        assertThat(door.keys(Map.of("prefix", prefix, "max-keys", "1", "continuation-token", token)))
                .containsExactly(ONE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void whatTheViewDoesNotCoverIsNotThere(Door door) {
        put("sales_event/x.json", STORED);

        assertThat(get(door, Ask.of("sales_event/x.json")).status()).isIn(403, 404);
        assertThat(door.list(Map.of("prefix", "sales_event/")).body()).doesNotContain("x.json");
        assertThat(door.list(Map.of()).body()).doesNotContain("x.json");
    }

    @Test
    void readerOfTheViewReadsNothingRaw() {
        try (var consumer = lake.client(lake.role("inventoryConsumerRole"))) {
            Stream.of(Lake.BEHIND, lake.bucket(), Lake.BEHIND.replace("lambda-consumer", "redactor"))
                    .map(place -> new ObjectLambdaDoor(consumer, place, place))
                    .forEach(raw -> assertThat(harmless(raw.get(Ask.of(ONE))).status())
                            .as(raw.place())
                            .isEqualTo(403));
        }
    }

    @Test
    void roleWithoutTheViewReadsNothing() {
        Stream.of("webAppClientRole", "storeProducerRole", "redactionFunctionRole")
                .forEach(role -> {
                    try (var door = new ObjectLambdaDoor(lake.client(lake.role(role)), Lake.SHIELD, role)) {
                        assertThat(harmless(door.get(Ask.of(ONE))).status())
                                .as(role)
                                .isEqualTo(403);
                        assertThat(door.head(Ask.of(ONE)).status()).as(role).isEqualTo(403);
                        assertThat(door.list(Map.of("prefix", "inventory_event/"))
                                        .status())
                                .as(role)
                                .isEqualTo(403);
                    }
                    assertThat(harmless(lake.byHttp(lake.role(role), role).get(Ask.of(ONE)))
                                    .status())
                            .as(role)
                            .isEqualTo(403);
                });
    }
}
