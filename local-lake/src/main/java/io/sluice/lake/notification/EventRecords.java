package io.sluice.lake.notification;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.s3.ObjectEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events as functions get them: version 2.1 of the <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">event message structure</a>, one record
 * each. Of two events of a key the later one has the greater sequencer.
 */
final class EventRecords {
    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private final String region;
    private final AtomicLong last = new AtomicLong();

    EventRecords(String region) {
        this.region = region;
    }

    byte[] json(Rule rule, ObjectEvent event) {
        var message = JSON.createObjectNode();
        var record = message.putArray("Records").addObject();
        record.put("eventVersion", "2.1")
                .put("eventSource", "aws:s3")
                .put("awsRegion", region)
                .put("eventTime", TIME.format(event.time()))
                .put("eventName", event.name());
        record.putObject("userIdentity")
                .put("principalId", "AWS:" + event.cause().principalId());
        record.putObject("requestParameters")
                .put("sourceIPAddress", event.cause().address());
        record.putObject("responseElements")
                .put("x-amz-request-id", event.cause().requestId())
                .put("x-amz-id-2", event.cause().hostId());
        s3(rule, event, record.putObject("s3"));
        try {
            return JSON.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void s3(Rule rule, ObjectEvent event, ObjectNode json) {
        json.put("s3SchemaVersion", "1.0").put("configurationId", rule.id());
        var bucket = json.putObject("bucket").put("name", event.bucket().name());
        bucket.putObject("ownerIdentity").put("principalId", event.bucket().account());
        bucket.put("arn", "arn:aws:s3:::" + event.bucket().name());
        var object = json.putObject("object").put("key", encoded(event.key()));
        event.content().ifPresent(content -> object.put("size", content.size()).put("eTag", content.etag()));
        event.versionId().ifPresent(id -> object.put("versionId", id));
        object.put("sequencer", sequencer(event.time()));
    }

    /** As in a form, but for slashes. */
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private String sequencer(Instant time) {
        var micros = TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
        return "%018X".formatted(last.updateAndGet(before -> Math.max(before + 1, micros)));
    }
}
