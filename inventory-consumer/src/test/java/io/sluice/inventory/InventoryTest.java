package io.sluice.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.lake.LocalLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class InventoryTest {
    private static final Bounds BOUNDS = new Bounds(1_000, 1_000, 10, 3, 1_000, 1_000);
    private static int tests;
    private static LocalLake lake;
    private static S3Client administrator;
    private static S3Client role;

    private final String prefix = "inventory_event/test" + tests++ + "/";
    private final String state = prefix.replace("inventory_event/", "inventory_state/") + "ledger.json";
    private final Inventory.Places places = new Inventory.Places(prefix);

    @BeforeAll
    static void start() throws IOException {
        lake = TestLake.start();
        administrator = LakeClients.administrator(lake);
        role = LakeClients.role(lake, "inventoryConsumerRole");
    }

    @AfterAll
    static void stop() {
        administrator.close();
        role.close();
        lake.close();
    }

    /** One function: an environment of its own, with what it remembers between invocations. */
    private final class Function {
        private final LedgerStore store;
        private final Inventory inventory;
        private final Reports reports;

        Function(String viewOfLedger, String viewOfEvents) {
            Lake part = through(viewOfLedger);
            store = new LedgerStore(part, state, BOUNDS);
            ObjectReader reader = new ObjectReader(through(viewOfEvents), new ObjectLines(1_000), 100);
            inventory = new Inventory(part, store, reader, places, Duration.ofSeconds(5));
            reports = new Reports(part, store, places.report(), new Report(10, 5), Clock.systemUTC());
        }

        Function() {
            this("lambda-consumer", "lambda-consumer");
        }

        private static Lake through(String view) {
            return new Lake(
                    role, lake.accessPointAlias("lambda-consumer"), new S3View(role, lake.accessPointAlias(view)));
        }

        Round count(ObjectId... objects) throws IOException {
            return inventory.count(List.of(objects), InventoryTest::enoughTime);
        }

        Round sweep() throws IOException {
            return inventory.sweep(InventoryTest::enoughTime);
        }
    }

    private static Duration enoughTime() {
        return Duration.ofMinutes(1);
    }

    @Test
    void countsWhatIsAnnouncedAndReportsIt() throws IOException {
        ObjectId batch = put(
                "dt=2026_11_21/1.ndjson",
                Events.redacted("a", 5, 7, 9, ""),
                Events.priority("b"),
                Events.returned("c", 5, 7, 3),
                Events.bad("d"),
                "{half");
        Function function = new Function();

        Round round = function.count(batch);
        function.reports.write();

        assertThat(round.counted()).isEqualTo(1);
        assertThat(round.statistics().totMsgs()).isEqualTo(5);
        assertThat(round.statistics().badMsgs()).isEqualTo(2);
        assertThat(round.statistics().inventoryEvnts()).isEqualTo(4);
        assertThat(round.faults()).hasSize(1).allMatch(fault -> fault.line().number() == 5);
        JsonNode report = report();
        assertThat(report.at("/dispatch").findValuesAsText("request_id")).containsExactly("b", "a");
        assertThat(report.at("/restock/0/sku").asText()).isEqualTo("5");
        assertThat(report.at("/restock/0/missing").asInt()).isEqualTo(6);
        assertThat(report.at("/stores/0/change").asInt()).isEqualTo(-8);
    }

    @Test
    void countsOnceWhatIsAnnouncedTwice() throws IOException {
        ObjectId object = put("1.json", Events.redacted("a", 5, 7, 9, ""));
        new Function().count(object);

        Function cold = new Function();
        Round again = cold.count(object, object);

        assertThat(again.counted()).isZero();
        assertThat(again.known()).isEqualTo(2);
        assertThat(cold.store.read().stock).containsEntry(new Shelf("5", 7), new Movement(9, 0));
        assertThat(new Function().sweep().counted()).isZero();
    }

    @Test
    void nothingIsLostWhenManyCountAtOnce() throws Exception {
        long functions = 8;
        long each = 5;
        List<Callable<Long>> calls = new ArrayList<>();
        for (int f = 0; f < functions; f++) {
            Function function = new Function();
            List<ObjectId> objects = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                objects.add(put(f + "-" + i + ".json", Events.redacted(f + "/" + i, 5, 7, 1, "")));
            }
            calls.add(() -> {
                long counted = 0;
                for (ObjectId object : objects) {
                    counted += function.count(object).counted();
                    function.reports.write();
                }
                return counted;
            });
        }

        long counted = 0;
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            for (Future<Long> call : threads.invokeAll(calls)) {
                counted += call.get();
            }
        }

        assertThat(counted).isEqualTo(functions * each);
        Ledger ledger = new Function().store.read();
        assertThat(ledger.stock).containsEntry(new Shelf("5", 7), new Movement(functions * each, 0));
        assertThat(ledger.objects).hasSize((int) (functions * each));
        assertThat(report().at("/generation").asLong()).isEqualTo(ledger.generation);
    }

    @Test
    void aRefusedObjectIsNamedAndOnlyItIsTriedAgain() throws IOException {
        ObjectId readable = put("1.json", Events.redacted("a", 5, 7, 1, ""));
        ObjectId refused = put("2.json", Events.redacted("b", 5, 7, 1, ""));
        new Function().count(readable);

        Round round = new Function("lambda-consumer", "ec2-consumer").count(readable, refused);

        assertThat(round.known()).isEqualTo(1);
        assertThat(round.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).contains("403 AccessDenied", "s3:GetObject"));
        assertThat(round.statistics().status()).isFalse();
        assertThat(round.statistics().errMsg())
                .hasValueSatisfying(told -> assertThat(told).contains("2.json", "AccessDenied"));
        assertThat(new Function().store.read().due()).containsExactly(refused);
        Round later = new Function().sweep();
        assertThat(later.counted()).isEqualTo(1);
        assertThat(later.known()).isZero();
        assertThat(new Function().store.read().due()).isEmpty();
    }

    @Test
    void aBrokenObjectIsTriedSoOftenAndNoMore() throws IOException {
        byte[] packed = gzip(Events.redacted("a", 5, 7, 1, ""));
        ObjectId broken = put("1.ndjson.gz", Arrays.copyOf(packed, packed.length - 12));
        put("2.json", Events.redacted("b", 5, 7, 1, ""));

        assertThat(new Function().sweep().failures()).hasSize(1);
        assertThat(new Function().sweep().failures()).hasSize(1);
        assertThat(new Function().sweep().failures()).hasSize(1);

        assertThat(new Function().sweep()).isEqualTo(Round.NOTHING);
        Ledger ledger = new Function().store.read();
        assertThat(ledger.pending.values()).singleElement().satisfies(known -> {
            assertThat(known.object().key()).isEqualTo(broken.key());
            assertThat(known.reason()).contains("broken");
        });
        assertThat(ledger.stock).containsEntry(new Shelf("5", 7), new Movement(1, 0));
        put("1.ndjson.gz", packed);
        assertThat(new Function().sweep().counted()).isEqualTo(1);
    }

    @Test
    void whatIsNoObjectOfEventsIsNamedAndNotTriedAgain() throws IOException {
        put("1.csv", "a,b");
        put("2.ndjson", (Events.redacted("a", 5, 7, 1, "") + "\n").repeat(101));

        Round round = new Function().sweep();

        assertThat(round.failures())
                .extracting(Round.Failure::reason)
                .anyMatch(reason -> reason.contains(".ndjson"))
                .anyMatch(reason -> reason.contains("more than 100 events"));
        assertThat(new Function().sweep()).isEqualTo(Round.NOTHING);
    }

    @Test
    void itsOwnReportsAreNoEvents() throws IOException {
        put("1.json", Events.redacted("a", 5, 7, 1, ""));
        Function function = new Function();
        function.sweep();
        function.reports.write();

        assertThat(function.sweep()).isEqualTo(Round.NOTHING);
        Round round = function.count(ObjectId.ofKey(places.report()), ObjectId.ofKey(state));
        assertThat(round).isEqualTo(Round.NOTHING.ignored(2));
        assertThat(function.count(ObjectId.ofKey("sales_event/1.json"))).isEqualTo(Round.NOTHING.ignored(1));
    }

    @Test
    void aReplacedVersionIsNotMistakenForTheNewOne() throws IOException {
        ObjectId first = put("1.json", Events.redacted("a", 5, 7, 1, ""));
        ObjectId second = put("1.json", Events.redacted("b", 5, 7, 2, ""));

        Round round = new Function().count(first, second);

        assertThat(round.counted()).isEqualTo(1);
        assertThat(round.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).contains("another version", "PreconditionFailed"));
        assertThat(new Function().store.read().stock).containsEntry(new Shelf("5", 7), new Movement(2, 0));
    }

    @Test
    void aKeyGivenByHandMeansWhatLiesThere() throws IOException {
        ObjectId object = put("1.json", Events.redacted("a", 5, 7, 1, ""));

        assertThat(new Function().count(ObjectId.ofKey(object.key())).counted()).isEqualTo(1);
        assertThat(new Function().count(ObjectId.ofKey(object.key())).known()).isEqualTo(1);
        assertThat(new Function().count(object).known()).isEqualTo(1);
        assertThat(new Function().count(ObjectId.ofKey(prefix + "missing.json")).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).contains("no such object"));
    }

    @Test
    void whatThereWasNoTimeForComesNext() throws IOException {
        for (int i = 0; i < 3; i++) {
            put(i + ".json", Events.redacted("r" + i, 5, 7, 1, ""));
        }
        Iterator<Integer> seconds = List.of(60, 6, 4, 3).iterator();

        Round first = new Function().inventory.sweep(() -> Duration.ofSeconds(seconds.next()));

        assertThat(first.counted()).isEqualTo(2);
        assertThat(first.left()).isEqualTo(1);
        assertThat(new Function().sweep().counted()).isEqualTo(1);
    }

    @Test
    void aRefusedLedgerIsNotTakenForAnEmptyOne() throws IOException {
        ObjectId object = put("1.json", Events.redacted("a", 5, 7, 1, ""));
        new Function().count(object);

        Function blind = new Function("ec2-consumer", "lambda-consumer");

        assertThatThrownBy(() -> blind.count(object))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(Refusal.of(refused).told()).contains("403 AccessDenied", "s3:GetObject"));
        assertThat(new Function().store.read().generation).isEqualTo(1);
    }

    private ObjectId put(String name, String... lines) {
        return put(name, String.join("\n", lines).getBytes(UTF_8));
    }

    private ObjectId put(String name, byte[] body) {
        var put = administrator.putObject(
                request -> request.bucket(lake.bucket()).key(prefix + name), RequestBody.fromBytes(body));
        return new ObjectId(prefix + name, put.versionId(), put.eTag());
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper()
                .readTree(administrator
                        .getObjectAsBytes(get -> get.bucket(lake.bucket()).key(places.report()))
                        .asByteArray());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
