package io.sluice.system.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The inventory function as in an account without Object Lambda: it reads its view behind the function URL. */
class InventoryByHttpIT {
    private static final String ARN = "\"arn:aws:iam::" + Lake.ACCOUNT + ":role/inventoryConsumerRole\"";
    private static final String PRICE = "48151.62";

    private static Lake lake;
    private static S3Client administrator;

    @TempDir
    private static Path scratch;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        lake = new Lake(scratch);
        lake.deployInventory();
        administrator = lake.client(lake.administrator());
        put("warm.json", events("warm", 1));
        boolean counted = IntStream.range(0, 4)
                .anyMatch(_ -> count("warm.json").path("failures").isEmpty());
        assertThat(counted).as(() -> lake.log()).isTrue();
    }

    @AfterAll
    static void stop() {
        administrator.close();
        lake.close();
    }

    private static String put(String name, String body) {
        return administrator
                .putObject(
                        put -> put.bucket(lake.bucket()).key("inventory_event/http/" + name),
                        RequestBody.fromString(body))
                .eTag()
                .replace("\"", "");
    }

    private static String events(String id, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"request_id\": \"" + id + i
                        + "\", \"cust_id\": 563, \"category\": \"Books\", \"store_id\": 7,"
                        + " \"evnt_time\": \"2026-11-21T09:30:00.000042\", \"evnt_type\": \"inventory_event\", \"sku\": 1,"
                        + " \"item_variant\": \"red\", \"gift_wrap\": true, \"qty\": 2, \"price\": " + PRICE
                        + ", \"priority_shipping\": false}\n")
                .collect(Collectors.joining());
    }

    private static JsonNode count(String name) {
        return invoke("{\"keys\": [\"inventory_event/http/" + name + "\"]}");
    }

    private static JsonNode invoke(String event) {
        try (var lambda = lake.lambda()) {
            var answer = lambda.invoke(
                    call -> call.functionName("inventory-consumer").payload(SdkBytes.fromUtf8String(event)));
            assertThat(answer.functionError())
                    .as(() -> answer.payload().asUtf8String() + lake.log())
                    .isNull();
            return new ObjectMapper().readTree(answer.payload().asUtf8String());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void countsWhatTheViewShows() {
        put("three.ndjson", events("three", 3));

        var answer = count("three.ndjson");

        assertThat(answer.path("counted").asLong()).as(answer::toString).isEqualTo(1);
        assertThat(answer.path("faults")).isEmpty();
    }

    /** Of about 7 MB without prices, where a function answers with 6 MB at most. */
    @Test
    void readsInRangesWhatIsLargerThanAnAnswer() {
        put("large.ndjson", events("large", 32_000));

        var answer = count("large.ndjson");

        assertThat(answer.path("counted").asLong()).as(answer::toString).isEqualTo(1);
        assertThat(answer.path("body").asText()).contains("32000");
    }

    @Test
    void leavesAVersionThatWasReplacedToTheNotificationOfTheNewOne() {
        var before = put("replaced.json", events("before", 1));
        put("replaced.json", events("after", 1));

        var answer = invoke("""
                {"Records": [{"eventName": "ObjectCreated:Put", "eventSource": "aws:s3", "s3": {"bucket": {"name": "%s"},
                 "object": {"key": "inventory_event/http/replaced.json", "eTag": "%s"}}}]}
                """.formatted(lake.bucket(), before));

        assertThat(answer.path("counted").asLong()).as(answer::toString).isZero();
        assertThat(answer.path("failures").toString()).contains("another version has taken its place");
    }

    @Test
    void readerWhoIsNoConsumerIsRefusedAndSaysSo() throws IOException {
        put("refused.json", events("refused", 1));
        lake.serveTo(ARN.replace("inventoryConsumerRole", "webAppClientRole"));
        try {
            var answer = count("refused.json");

            assertThat(answer.path("counted").asLong()).as(answer::toString).isZero();
            assertThat(answer.path("failures").toString())
                    .containsPattern("40[34] (AccessDenied|NoSuchKey|NoSuchView)");
        } finally {
            lake.serveTo(ARN);
        }
    }

    @Test
    void missingObjectIsToldAsGone() {
        var answer = count("none.json");

        assertThat(answer.path("counted").asLong()).as(answer::toString).isZero();
        assertThat(answer.path("failures").toString()).contains("there is no such object");
    }
}
