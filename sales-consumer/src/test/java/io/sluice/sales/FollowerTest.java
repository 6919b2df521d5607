package io.sluice.sales;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.events.Compression;
import io.sluice.lake.LocalLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@Timeout(60)
class FollowerTest {
    private static final String NEW_DAY = "sales_event/dt=2026_11_21/";
    private static final String DAY_BEFORE = "sales_event/dt=2026_11_20/";
    private static final String OLD_DAY = "sales_event/dt=2026_11_01/";
    private static final long NOON = 1_795_262_400_000_000L;

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock();
    private LocalLake lake;
    private S3Client administrator;
    private S3Client role;
    private Ledger ledger;
    private Refusals refusals;
    private Follower follower;

    @BeforeEach
    void start() throws IOException {
        lake = LocalLake.builder().data(folder.resolve("lake")).start();
        administrator = LakeClients.administrator(lake);
        role = LakeClients.role(lake, "webAppClientRole");
        open("sales_event/");
    }

    @AfterEach
    void stop() {
        ledger.close();
        role.close();
        administrator.close();
        lake.close();
    }

    @ParameterizedTest
    @EnumSource
    void newObjectsAreCountedHoweverPacked(Compression compression) {
        put(NEW_DAY + NOON + ".ndjson" + compression.suffix(), packed(compression, lines("a", "b")));
        put(NEW_DAY + (NOON + 1) + ".json", Events.sale("c").getBytes(UTF_8));

        follower.look();

        assertThat(ledger.summary().events()).isEqualTo(3);
        assertThat(follower.last().refused()).isEmpty();
    }

    @Test
    void nothingIsCountedTwiceAcrossLooksAndRestarts() {
        put(NEW_DAY + NOON + ".ndjson", lines("a", "b"));
        follower.look();
        follower.look();
        reopen();
        follower.look();
        put(NEW_DAY + (NOON + 1) + ".ndjson", lines("c"));
        follower.look();

        assertThat(ledger.summary().events()).isEqualTo(3);
        assertThat(ledger.summary().duplicates()).isZero();
    }

    @Test
    void aKeyThatSortsBeforeOthersIsFoundByTheNextLook() {
        put(NEW_DAY + NOON + ".ndjson", lines("a"));
        follower.look();
        put(NEW_DAY + (NOON - 60_000_000) + ".ndjson", lines("a minute late"));
        put(DAY_BEFORE + (NOON - 86_400_000_000L) + ".ndjson", lines("of the day before"));

        follower.look();

        assertThat(ledger.summary().events()).isEqualTo(3);
    }

    @Test
    void aKeyThatIsHoursLateIsFoundByTheNextSweep() {
        put(NEW_DAY + NOON + ".ndjson", lines("a"));
        put(OLD_DAY + (NOON - 20 * 86_400_000_000L) + ".ndjson", lines("b"));
        put(DAY_BEFORE + (NOON - 86_400_000_000L) + ".ndjson", lines("c"));
        follower.look();
        put(NEW_DAY + (NOON - 3_600_000_000L) + ".ndjson", lines("an hour late"));
        put(OLD_DAY + (NOON - 20 * 86_400_000_000L + 1) + ".ndjson", lines("weeks late"));

        follower.look();
        assertThat(ledger.summary().events()).isEqualTo(3);

        clock.advance(Duration.ofHours(1));
        follower.look();
        assertThat(ledger.summary().events()).isEqualTo(5);
    }

    @Test
    void aClockThatIsSetBackPutsOffNoSweep() {
        put(OLD_DAY + (NOON - 20 * 86_400_000_000L) + ".ndjson", lines("a"));
        follower.look();
        put(OLD_DAY + (NOON - 20 * 86_400_000_000L + 1) + ".ndjson", lines("weeks late"));
        follower.look();
        assertThat(ledger.summary().events()).isEqualTo(1);

        clock.advance(Duration.ofHours(-1));
        follower.look();

        assertThat(ledger.summary().events()).isEqualTo(2);
    }

    @Test
    void manyObjectsAreFoundOverManyPages() {
        IntStream.range(0, 25)
                .forEach(i -> put(
                        NEW_DAY + (NOON + i) + ".json", Events.sale("id" + i).getBytes(UTF_8)));

        follower.look();

        assertThat(ledger.summary().events()).isEqualTo(25);
        assertThat(ledger.summary().objects()).isEqualTo(25);
    }

    @Test
    void aDamagedObjectIsToldAndBlocksNothing() {
        byte[] whole = packed(Compression.GZIP, lines("a", "b"));
        String damaged = NEW_DAY + NOON + ".ndjson.gz";
        put(damaged, Arrays.copyOf(whole, whole.length - 9));
        put(
                NEW_DAY + (NOON + 1) + ".ndjson",
                (new String(lines("c"), UTF_8) + "{half\n" + Events.sale("d")).getBytes(UTF_8));

        follower.look();

        assertThat(ledger.summary().failedObjects()).isEqualTo(1);
        assertThat(ledger.failedObjects()).containsOnlyKeys(damaged);
        assertThat(ledger.summary().unreadableLines()).isEqualTo(1);
        assertThat(ledger.problems(1))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.json()).startsWith(NEW_DAY + (NOON + 1) + ".ndjson line 2: not JSON"));

        put(damaged, whole);
        follower.look();

        assertThat(ledger.failedObjects()).isEmpty();
        assertThat(ledger.summary().events()).isEqualTo(4);
    }

    @Test
    void anObjectThatFailedIsTriedAgainLater() {
        byte[] whole = packed(Compression.GZIP, lines("a"));
        put(NEW_DAY + NOON + ".ndjson.gz", Arrays.copyOf(whole, whole.length - 9));
        follower.look();
        follower.look();
        assertThat(ledger.failedObjects().values())
                .extracting(Progress::attempts)
                .containsExactly(1);

        clock.advance(Duration.ofSeconds(16));
        follower.look();

        assertThat(ledger.failedObjects().values())
                .extracting(Progress::attempts)
                .containsExactly(2);
    }

    @Test
    void aKeyOfTheFutureHidesNothingOfToday() {
        put(NEW_DAY + NOON + ".ndjson", lines("a"));
        put(NEW_DAY + (NOON + 40_000_000_000L) + ".ndjson", lines("a clock ahead by hours"));
        put("sales_event/dt=2099_01_01/" + NOON + ".ndjson", lines("and by years"));
        put("sales_event/dt=2099_01_02/" + NOON + ".ndjson", lines("and a day"));
        put("sales_event/zzz/" + NOON + ".ndjson", lines("elsewhere"));
        follower.look();
        put(NEW_DAY + (NOON + 1_799_000_000) + ".ndjson", lines("b"));

        follower.look();

        assertThat(ledger.summary().events()).isEqualTo(5);
        assertThat(follower.last().foreignKeys()).isEqualTo(1);
    }

    @Test
    void keysOfAnotherFormAreLeftAlone() {
        put("sales_event/kon.json", WalkThrough.CONTENT.getBytes(UTF_8));
        put(NEW_DAY + NOON + ".ndjson", lines("a"));

        follower.look();

        assertThat(follower.last().foreignKeys()).isEqualTo(1);
        assertThat(ledger.summary().unreadableLines()).isZero();
        assertThat(ledger.summary().failedObjects()).isZero();
    }

    @Test
    void aRefusalIsCountedAndTold() {
        put("inventory_event/dt=2026_11_21/" + NOON + ".ndjson", lines("a"));
        ledger.close();
        open("inventory_event/");

        follower.look();

        assertThat(follower.last().refused()).hasValueSatisfying(answer -> {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("AccessDenied");
            assertThat(answer.message()).contains("s3:ListBucket");
        });
        assertThat(refusals.all())
                .extracting(Refusals.Refusal::operation, Refusals.Refusal::count)
                .containsExactly(tuple("ListObjectsV2", 1L));
        assertThat(ledger.summary().events()).isZero();
    }

    @Test
    void theWalkThroughHoldsForThisRoleAndForNoOther() {
        var places = new WalkThrough.Places(
                lake.accessPointAlias("ec2-consumer"), lake.bucket(), "sales_event/", "inventory_event/");

        WalkThrough.Report report = new WalkThrough(role, places).walk();

        assertThat(report.holds()).isTrue();
        assertThat(report.steps())
                .filteredOn(step -> step.status() == 403)
                .hasSize(5)
                .allSatisfy(step -> assertThat(step.message()).contains("is not authorized to perform"));
        try (S3Client other = LakeClients.role(lake, "inventoryConsumerRole")) {
            assertThat(new WalkThrough(other, places).walk().holds()).isFalse();
        }
        assertThat(new WalkThrough(administrator, places).walk().holds()).isFalse();
    }

    private void open(String prefix) {
        ledger = new Ledger(folder.resolve("ledger"), 100);
        refusals = new Refusals(clock);
        Follower.Course course = new Follower.Course(
                lake.accessPointAlias("ec2-consumer"), prefix, Duration.ofMinutes(15), Duration.ofHours(1), 4, 10);
        follower = new Follower(role, course, ledger, new ObjectReader(10_000), refusals, clock);
    }

    private void reopen() {
        ledger.close();
        open("sales_event/");
    }

    private void put(String key, byte[] body) {
        administrator.putObject(put -> put.bucket(lake.bucket()).key(key), RequestBody.fromBytes(body));
    }

    private static byte[] lines(String... ids) {
        return Stream.of(ids)
                .map(id -> Events.sale(id) + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
    }

    private static byte[] packed(Compression compression, byte[] lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.compress(bytes)) {
            out.write(lines);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A clock that stands until it is moved. */
    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T12:30:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
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
