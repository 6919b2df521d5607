package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocks that are decided at the same time show the same as one after the other. */
@Timeout(120)
class ParallelReplayTest {
    private static final List<String> CALLERS = List.of(
            "webAppClientRole/s-1",
            "inventoryConsumerRole/s-2",
            "storeProducerRole/s-3",
            "someRole/s-4",
            "accessGrantsLocationRole/access-grants-0b9c");
    private static final List<String> POINTS = List.of("ec2-consumer", "lambda-consumer", "store-producer", "no-more");
    private static final List<String> FOLDERS =
            List.of("sales_event/", "inventory_event/dt=1/", "quarantine/", "nowhere/", "");
    private static final List<String> OPERATIONS = List.of("GetObject", "PutObject", "DeleteObject", "DeleteObjects");
    private static final String DENIED = ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"Access Denied\"";

    private static String log;

    /** Long enough for several blocks, and with credentials that are given out in one and used in another. */
    @BeforeAll
    static void write() {
        var random = new Random(7);
        var text = new StringBuilder();
        for (int i = 0; i < 12_000; i++) {
            text.append(line(random, i).replace("10:00:00Z", "10:%02d:%02dZ".formatted(i / 60 % 60, i % 60)));
        }
        log = text.toString();
        assertThat(log.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(5 * LineBlocks.LONGEST_LINE);
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static String line(Random random, int number) {
        var outcome = random.nextInt(4) == 0 ? DENIED : "";
        var folder = one(FOLDERS, random);
        return switch (random.nextInt(12)) {
            case 0 -> Logs.list(one(CALLERS, random), one(POINTS, random), folder, outcome);
            case 1 -> "{\"eventTime\": neither\n";
            case 2, 3 -> byGrant(random, outcome);
            case 4 -> vend(random.nextBoolean() ? "users" : "products");
            default ->
                Logs.trail(one(CALLERS, random), one(POINTS, random), one(OPERATIONS, random), folder + number, outcome)
                        .replace("ASIA1", "ASIA" + random.nextInt(3));
        };
    }

    private static String byGrant(Random random, String outcome) {
        var bucket = "{\"type\":\"AWS::S3::Bucket\",\"ARN\":\"arn:aws:s3:::" + Logs.SHOP + "\"}";
        var key = one(List.of("users/a", "products/b", "transactions/c"), random);
        return Logs.record(CALLERS.getLast(), one(OPERATIONS, random), "\"key\":\"" + key + "\"", bucket, outcome);
    }

    private static String vend(String folder) {
        return """
                {"eventTime":"2026-03-01T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetDataAccess",\
                "responseElements":{"credentials.accessKeyId":"ASIA1","matchedGrantTarget":"s3://%s/%s*",\
                "granteeIdentifier":"arn:aws:iam::111122223333:role/ShopFast-CustomerSupport"}}
                """.formatted(Logs.SHOP, folder);
    }

    private static Catalogue changed() {
        return Logs.changed(
                "sales-events: [read, write, list]", "sales-events: [write, list]\n      inventory-events: [read]");
    }

    @Test
    void findsWhatOneThreadFinds() {
        var alone = Logs.read(Replay.of(changed(), 1), log);
        var together = Logs.read(Replay.of(changed(), 8), log);

        assertThat(together.report()).isEqualTo(alone.report());
        assertThat(together.used(Duration.ofMinutes(1))).isEqualTo(alone.used(Duration.ofMinutes(1)));
        assertThat(alone.report().refused()).hasSizeGreaterThan(5);
        assertThat(alone.report().allowed()).hasSizeGreaterThan(2);
        assertThat(alone.report().undecidable()).containsKeys(Reason.BATCH, Reason.UNKNOWN_CALLER, Reason.VENDED);
        assertThat(alone.report().stillAllowed()).isPositive();
        assertThat(alone.report().stillRefused()).isPositive();
    }

    @Test
    void suggestsWhatOneThreadSuggests() {
        var alone = Logs.read(Replay.suggesting(Catalogue.demo(), "sales-consumer", 1), log);
        var together = Logs.read(Replay.suggesting(Catalogue.demo(), "sales-consumer", 8), log);

        assertThat(together.suggestion().orElseThrow().yaml())
                .isEqualTo(alone.suggestion().orElseThrow().yaml())
                .contains("sales_event/");
    }

    @Test
    void findsInBlocksWhatItFindsLineByLine() {
        var some = log.lines().limit(2_000).map(line -> line + "\n").toList();
        var whole = Logs.read(Replay.of(changed(), 4), String.join("", some)).report();

        var singly = Logs.read(
                        Replay.of(changed(), 1), some.stream().map(Logs::log).toList())
                .report();

        assertThat(singly.refused()).extracting(Change::count).containsExactlyElementsOf(counts(whole.refused()));
        assertThat(singly.allowed()).extracting(Change::count).containsExactlyElementsOf(counts(whole.allowed()));
        assertThat(singly.stillAllowed()).isEqualTo(whole.stillAllowed());
        assertThat(singly.stillRefused()).isEqualTo(whole.stillRefused());
        assertThat(singly.vended()).isEqualTo(whole.vended());
        assertThat(singly.undecidable().keySet())
                .containsExactlyInAnyOrderElementsOf(whole.undecidable().keySet());
    }

    private static List<Long> counts(List<Change> changes) {
        return changes.stream().map(Change::count).toList();
    }
}
