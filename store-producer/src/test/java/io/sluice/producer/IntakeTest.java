package io.sluice.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.events.Compression;
import io.sluice.events.EventCodec;
import io.sluice.events.EventGenerator;
import io.sluice.events.EventType;
import io.sluice.events.KeyLayout;
import io.sluice.events.Shape;
import io.sluice.events.Statistics;
import io.sluice.events.StoreEvent;
import io.sluice.events.WriteTimes;
import io.sluice.lake.LocalLake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

@Timeout(60)
class IntakeTest {
    private static final Instant START = Instant.parse("2026-11-21T23:30:00Z");
    private static LocalLake lake;
    private static S3Client administrator;
    private static int used;

    private final Totals totals = new Totals();
    private Clock clock = Clock.fixed(START, ZoneOffset.UTC);
    private BatchWriter writer;

    @BeforeAll
    static void start() throws IOException {
        lake = LocalLake.builder().start();
        administrator = LakeClients.administrator(lake);
    }

    @AfterAll
    static void stop() {
        administrator.close();
        lake.close();
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAcknowledgedLiesInTheLake(Compression compression) throws Exception {
        clock = Clock.fixed(freshDay(), ZoneOffset.UTC);
        Intake intake = intake("storeProducerRole", "store-producer", bounds(compression, 100));

        Receipt receipt = intake.generate(generator(1), 1_000, WriteMode.BATCH);

        List<StoreEvent> expected = events(1, 1_000);
        assertThat(receipt.message()).isEqualTo(Message.of(sum(expected)));
        assertThat(receipt.httpStatus()).isEqualTo(200);
        assertThat(lines("sales_event", "inventory_event"))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(IntakeTest::json).toList());
        assertThat(receipt.keys())
                .hasSize((int) receipt.objects())
                .allMatch(key -> key.endsWith(".ndjson" + compression.suffix()));
        assertThat(receipt.objects()).isBetween(10L, 12L);
    }

    @Test
    void oneObjectAnEventIsWhatTheSourceWrites() throws Exception {
        clock = Clock.fixed(freshDay(), ZoneOffset.UTC);
        Intake intake = intake("storeProducerRole", "store-producer", bounds(Compression.ZSTD, 100));

        Receipt receipt = intake.generate(generator(2), 40, WriteMode.OBJECT);

        assertThat(receipt.objects()).isEqualTo(40);
        assertThat(objects("sales_event", "inventory_event")
                        .map(object -> read(object.key()).asUtf8String()))
                .containsExactlyInAnyOrderElementsOf(
                        events(2, 40).stream().map(IntakeTest::json).toList());
        assertThat(objects("sales_event"))
                .allMatch(object ->
                        KeyLayout.written("sales_event/", object.key()).isPresent());
    }

    @Test
    void aRefusedWriteIsNoSaleAndIsToldByLine() throws Exception {
        clock = Clock.fixed(freshDay(), ZoneOffset.UTC);
        Intake intake = intake("webAppClientRole", "ec2-consumer", bounds(Compression.NONE, 1_000));

        Receipt receipt = intake.generate(generator(3), 200, WriteMode.BATCH);

        List<StoreEvent> sales = events(3, 200).stream()
                .filter(event -> event.type() == EventType.SALES)
                .toList();
        assertThat(receipt.httpStatus()).isEqualTo(502);
        assertThat(receipt.message().salesEvnts()).isEqualTo(sales.size());
        assertThat(receipt.message().inventoryEvnts()).isZero();
        assertThat(receipt.message().totSales()).isEqualByComparingTo(sum(sales).totSales());
        assertThat(receipt.message().status()).isFalse();
        assertThat(receipt.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("AccessDenied");
            assertThat(failure.status()).isEqualTo(403);
            assertThat(failure.message()).contains("s3:PutObject");
            assertThat(expand(failure.lines())).hasSize(200 - sales.size());
        });
        assertThat(totals.view().failedEvents()).containsEntry("AccessDenied", 200L - sales.size());
        assertThat(totals.view().message().totMsgs()).isEqualTo(sales.size());
        assertThat(objects("inventory_event")).isEmpty();
        assertThat(objects("sales_event")).isNotEmpty();
    }

    @Test
    void nobodyWritingIsHeardForever() throws Exception {
        Intake intake = intake("inventoryConsumerRole", "ec2-consumer", bounds(Compression.NONE, 10));

        Receipt receipt = intake.generate(generator(4), 1_000_000, WriteMode.BATCH);

        assertThat(receipt.stoppedAtLine()).isPresent();
        assertThat(receipt.failures()).hasSizeBetween(3, 20);
        assertThat(receipt.message().totMsgs()).isZero();
        assertThat(receipt.failures().stream()
                        .mapToLong(failure -> expand(failure.lines()).count())
                        .sum())
                .isEqualTo(receipt.stoppedAtLine().orElseThrow())
                .isEqualTo(receipt.failedEvents());
    }

    @Test
    void wrongLinesAreKeptByteForByteAndNoGoodOneIsLost() throws Exception {
        clock = Clock.fixed(freshDay(), ZoneOffset.UTC);
        Intake intake = intake("storeProducerRole", "store-producer", bounds(Compression.NONE, 100));
        byte[] wrong = {'{', '"', (byte) 0xFF, 0x00, '"', '}', '\r'};
        List<StoreEvent> events = events(5, 2);

        Receipt receipt = intake.upload(
                ndjson(
                        EventCodec.encode(events.get(0)),
                        wrong,
                        EventCodec.encode(events.get(1)),
                        "nope".getBytes(UTF_8)),
                "application/x-ndjson",
                WriteMode.BATCH);

        assertThat(receipt.httpStatus()).isEqualTo(207);
        assertThat(receipt.message().totMsgs()).isEqualTo(2);
        assertThat(receipt.rejected()).extracting(Receipt.Rejection::line).containsExactly(2L, 4L);
        String key = receipt.rejected().getFirst().quarantine().orElseThrow();
        byte[] kept = read(key).asByteArray();
        assertThat(Arrays.copyOf(kept, wrong.length)).isEqualTo(wrong);
        assertThat(kept).endsWith("\nnope\n".getBytes(UTF_8));
        assertThat(read(key.replace(".rejected", ".reasons.ndjson"))
                        .asUtf8String()
                        .lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("{\"line\":4,\"offset\":8,\"length\":4,\"reason\":\"not JSON")
                .endsWith(",\"contentType\":\"application/x-ndjson\"}");
    }

    @Test
    void aQuarantineThatIsRefusedIsAFailure() throws Exception {
        Intake intake = intake("webAppClientRole", "ec2-consumer", bounds(Compression.NONE, 100));

        Receipt receipt = intake.upload(ndjson("nope".getBytes(UTF_8)), "application/x-ndjson", WriteMode.BATCH);

        assertThat(receipt.httpStatus()).isEqualTo(502);
        assertThat(receipt.rejected()).singleElement().satisfies(line -> {
            assertThat(line.line()).isEqualTo(1);
            assertThat(line.quarantine()).isEmpty();
        });
        assertThat(receipt.failures()).extracting(Receipt.Failure::code).containsExactly("AccessDenied");
    }

    @Test
    void twoWritersInTheSameMicrosecondOverwriteNothing() throws Exception {
        clock = Clock.fixed(freshDay(), ZoneOffset.UTC);
        ObjectWriter one = objectWriter("storeProducerRole", "store-producer");
        ObjectWriter other = objectWriter("storeProducerRole", "store-producer");
        writer = new BatchWriter(one, totals, bounds(Compression.NONE, 1));

        for (int i = 0; i < 3; i++) {
            assertThat(one.writeNew("sales_event", ".json", "application/json", new byte[] {'1'}))
                    .isInstanceOf(Outcome.Written.class);
            assertThat(other.writeNew("sales_event", ".json", "application/json", new byte[] {'2'}))
                    .isInstanceOf(Outcome.Written.class);
        }

        assertThat(objects("sales_event").map(object -> read(object.key()).asUtf8String()))
                .containsExactlyInAnyOrder("1", "1", "1", "2", "2", "2");
    }

    @Test
    void whoMayWriteMayNotRead() {
        writer = new BatchWriter(
                objectWriter("storeProducerRole", "store-producer"), totals, bounds(Compression.NONE, 1));
        try (S3Client producer = LakeClients.role(lake, "storeProducerRole")) {
            String alias = lake.accessPointAlias("store-producer");
            producer.putObject(put -> put.bucket(alias).key("sales_event/x"), RequestBody.fromString("x"));

            assertThatThrownBy(() ->
                            producer.getObjectAsBytes(get -> get.bucket(alias).key("sales_event/x")))
                    .hasMessageContaining("s3:GetObject");
        }
    }

    @Test
    void oneSenderTooManyIsToldSoAndNothingIsRead() throws Exception {
        Intake intake = intake("storeProducerRole", "store-producer", bounds(Compression.NONE, 100));
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Lines slow = () -> {
            reading.countDown();
            awaitQuietly(goOn);
            return Optional.empty();
        };
        Thread first = Thread.startVirtualThread(() -> uploadQuietly(intake, slow));
        reading.await();

        assertThatThrownBy(() -> intake.generate(generator(6), 1, WriteMode.BATCH))
                .isInstanceOf(Intake.Saturated.class);

        goOn.countDown();
        first.join();
        assertThat(intake.generate(generator(6), 1, WriteMode.BATCH).httpStatus())
                .isEqualTo(200);
    }

    private static void uploadQuietly(Intake intake, Lines lines) {
        try {
            intake.upload(new Format.Reading(lines, EventCodec::decode), "application/x-ndjson", WriteMode.BATCH);
        } catch (Intake.Saturated | IOException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One sender at a time, and three failed writes are enough. */
    private Intake intake(String role, String accessPoint, BatchWriter.Bounds bounds) {
        ObjectWriter objects = objectWriter(role, accessPoint);
        writer = new BatchWriter(objects, totals, bounds);
        return new Intake(writer, objects, new Intake.Bounds(1, 3));
    }

    private ObjectWriter objectWriter(String role, String accessPoint) {
        return new ObjectWriter(
                LakeClients.role(lake, role),
                lake.accessPointAlias(accessPoint),
                new KeyLayout("", ZoneOffset.UTC),
                new WriteTimes(clock));
    }

    private static BatchWriter.Bounds bounds(Compression compression, int events) {
        return new BatchWriter.Bounds(1 << 20, events, Duration.ofSeconds(5), 4, compression);
    }

    /** A day that no other test writes on. */
    private static Instant freshDay() {
        return START.plus(Duration.ofDays(++used));
    }

    private Format.Reading ndjson(byte[]... lines) throws Exception {
        byte[] upload = Stream.of(lines).reduce(new byte[0], (before, line) -> {
            byte[] joined = Arrays.copyOf(before, before.length + line.length + 1);
            System.arraycopy(line, 0, joined, before.length, line.length);
            joined[joined.length - 1] = '\n';
            return joined;
        });
        return Format.NDJSON.read(new ByteArrayInputStream(upload), 1_000);
    }

    private EventGenerator generator(long seed) {
        return new EventGenerator(new SplittableRandom(seed), clock, Shape.NAMED);
    }

    private List<StoreEvent> events(long seed, int count) {
        EventGenerator generator = generator(seed);
        return Stream.generate(generator::next).limit(count).toList();
    }

    private static Statistics sum(List<StoreEvent> events) {
        return events.stream().reduce(Statistics.NONE, Statistics::plus, Statistics::plus);
    }

    private static String json(StoreEvent event) {
        return new String(EventCodec.encode(event), UTF_8);
    }

    private Stream<S3Object> objects(String... folders) {
        String day = "/dt=" + clock.instant().toString().substring(0, 10).replace('-', '_') + "/";
        return Stream.of(folders)
                .flatMap(folder ->
                        administrator
                                .listObjectsV2(
                                        list -> list.bucket(lake.bucket()).prefix(folder + day))
                                .contents()
                                .stream())
                .sorted(Comparator.comparing(S3Object::key));
    }

    private static ResponseBytes<GetObjectResponse> read(String key) {
        return administrator.getObjectAsBytes(get -> get.bucket(lake.bucket()).key(key));
    }

    private Stream<String> lines(String... folders) {
        return objects(folders).flatMap(object -> unpacked(object.key()));
    }

    private static Stream<String> unpacked(String key) {
        try (var in = Compression.ofKey(key).decompress(read(key).asInputStream())) {
            return new String(in.readAllBytes(), UTF_8).lines();
        } catch (IOException damaged) {
            throw new AssertionError(damaged);
        }
    }

    private static LongStream expand(String ranges) {
        return Pattern.compile("(\\d+)(?:-(\\d+))?").matcher(ranges).results().flatMapToLong(range -> {
            long first = Long.parseLong(range.group(1));
            return LongStream.rangeClosed(first, range.group(2) == null ? first : Long.parseLong(range.group(2)));
        });
    }
}
