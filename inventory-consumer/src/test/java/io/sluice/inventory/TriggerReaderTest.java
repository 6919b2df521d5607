package io.sluice.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerReaderTest {
    private static final String NOTIFICATION = """
            {"Records": [
              {"eventVersion": "2.1", "eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "s3": {
                "bucket": {"name": "b"},
                "object": {"key": "inventory_event/a+b%2Bc%C3%BC.json", "versionId": "v1", "eTag": "e1", "size": 5}}},
              {"eventSource": "aws:s3", "eventName": "ObjectRemoved:Delete", "s3": {"object": {"key": "gone"}}}]}
            """;

    @Test
    void keysOfNotificationsAreDecoded() throws IOException {
        assertThat(read(NOTIFICATION))
                .isEqualTo(new Trigger.Objects(List.of(new ObjectId("inventory_event/a b+cü.json", "v1", "e1"))));
    }

    @Test
    void keysOfEventBridgeAreTakenAsTheyAre() throws IOException {
        String event = """
                {"version": "0", "source": "aws.s3", "detail-type": "Object Created",
                 "detail": {"object": {"key": "inventory_event/a+b.json", "version-id": "v1", "etag": "e1"}}}
                """;

        assertThat(read(event))
                .isEqualTo(new Trigger.Objects(List.of(new ObjectId("inventory_event/a+b.json", "v1", "e1"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\": \"0\", \"source\": \"aws.events\", \"detail-type\": \"Scheduled Event\", \"detail\": {}}"
            })
    void aScheduleAndAnEmptyCallSweep(String event) throws IOException {
        assertThat(read(event)).isEqualTo(new Trigger.Sweep());
    }

    @Test
    void isCalledByHand() throws IOException {
        assertThat(read("{\"demonstrate\": true}")).isEqualTo(new Trigger.Demonstrate());
        assertThat(read("{\"dispatched\": [\"a\"]}")).isEqualTo(new Trigger.Dispatched(List.of("a")));
        assertThat(read("{\"keys\": [\"k\"]}")).isEqualTo(new Trigger.Objects(List.of(ObjectId.ofKey("k"))));
        assertThat(read("{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\"}"))
                .isEqualTo(new Trigger.Objects(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"demonstrate\": false}",
                "{\"key\": \"k\"}",
                "[]",
                "\"text\"",
                "{\"keys\": \"k\"}",
                "{\"keys\": [1]}",
                "{\"Records\": [{\"eventSource\": \"aws:sqs\"}]}",
                "{"
            })
    void whatItDoesNotKnowIsRefused(String event) {
        assertThatThrownBy(() -> read(event)).isInstanceOf(IOException.class);
    }

    private static Trigger read(String event) throws IOException {
        return TriggerReader.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
    }
}
